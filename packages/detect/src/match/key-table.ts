/**
 * Keys of a million indicators in little room: open addressing with linear probing over hashes of 32 bits, half of which is kept, the keys packed end
 * to end, entries of one key chained. A key that is found was compared byte by byte: nothing is found by its hash alone. A
 * filter of one bit a key, which fits into the cache, spares most of the keys that are not there the way to memory.
 * Cost: about one probe a lookup at the load used; 29 bytes an entry and its key.
 * D. Knuth, The Art of Computer Programming 3, 6.4, algorithm L.
 */
import { DetectError } from '../errors.ts'
import { SAME } from './bytes.ts'
import type { Key, KeyKind } from './key.ts'

const MOST_ENTRIES = 2 ** 27
const MOST_KEY_BYTES = 2 ** 32 - 1
/** Slots that may be taken before the table grows. */
const LOAD = 0.7

/** One entry: a key, what it belongs to (`ref`), and a mark. */
export class KeyTable {
  /** The upper halves of hashes, 0 where a slot is free, and the first entry of each slot. */
  hashes: Uint16Array
  heads: Uint32Array
  /** Bits at the upper ends of the hashes. */
  filter: Uint32Array
  filterShift: number
  keys: Uint8Array
  starts: Uint32Array
  lengths: Uint16Array
  kinds: Uint8Array
  refs: Uint32Array
  /** The next entry of the same key, counted from 1; 0 behind the last. */
  nexts: Uint32Array
  marks: Uint8Array
  size = 0
  keyBytes = 0
  slots = 0
  readonly #seed: number

  constructor(seed: number, expected = 1024) {
    this.#seed = seed | 1
    const room = Math.max(16, expected)
    this.hashes = new Uint16Array(slotsFor(room))
    this.heads = new Uint32Array(this.hashes.length)
    this.filter = new Uint32Array(this.hashes.length / 8)
    this.filterShift = shiftFor(this.filter)
    this.keys = new Uint8Array(room * 16)
    this.starts = new Uint32Array(room)
    this.lengths = new Uint16Array(room)
    this.kinds = new Uint8Array(room)
    this.refs = new Uint32Array(room)
    this.nexts = new Uint32Array(room)
    this.marks = new Uint8Array(room)
  }

  /** What a hash of this kind begins with; secret, so that nobody can make a list whose keys collide. */
  start(kind: KeyKind): number {
    return Math.imul(this.#seed ^ Math.imul(kind, 0x9e3779b1), 0x85ebca6b)
  }

  /** The hash of bytes, from the last to the first, so that every tail of a name has its hash on the way. */
  hash(kind: KeyKind, bytes: Uint8Array, from: number, to: number, form: Uint8Array): number {
    let h = this.start(kind)
    for (let i = to - 1; i >= from; i--) h = Math.imul(h ^ form[bytes[i]!]!, 0x01000193)
    return finish(h)
  }

  /** The first entry of a key, -1 where there is none. `hash` is what `hash` or `finish` gave. */
  find(
    kind: KeyKind,
    hash: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    form: Uint8Array,
  ): number {
    const { hashes } = this
    const bit = hash >>> this.filterShift
    if ((this.filter[bit >>> 5]! & (1 << (bit & 31))) === 0) return -1
    const wanted = upperHalf(hash)
    const mask = hashes.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const held = hashes[slot]!
      if (held === 0) return -1
      if (held === wanted) {
        const entry = this.heads[slot]!
        if (this.kinds[entry] === kind && this.#isKey(entry, bytes, from, to, form)) return entry
      }
    }
  }

  /** The first entry of a key in its own form, -1 where there is none. */
  findKey({ kind, bytes }: Key): number {
    const hash = this.hash(kind, bytes, 0, bytes.length, SAME)
    return this.find(kind, hash, bytes, 0, bytes.length, SAME)
  }

  #isKey(entry: number, bytes: Uint8Array, from: number, to: number, form: Uint8Array): boolean {
    if (this.lengths[entry] !== to - from) return false
    const { keys } = this
    let at = this.starts[entry]!
    for (let i = from; i < to; i++) if (form[bytes[i]!] !== keys[at++]) return false
    return true
  }

  /** Adds an entry and gives its number. Throws DetectError TOO_MANY where there is no more room for keys. */
  add(kind: KeyKind, key: Uint8Array, ref: number, mark = 0): number {
    const start = this.keyBytes
    if (start + key.length > MOST_KEY_BYTES || this.size >= MOST_ENTRIES)
      throw new DetectError('TOO_MANY', `more than ${MOST_ENTRIES} indicators or 4 GB of them`)
    const known = this.findKey({ kind, bytes: key })
    if (known >= 0) return this.#link(known, ref, mark)
    if (start + key.length > this.keys.length)
      this.keys = grown(this.keys, Math.max(this.keys.length * 1.5, start + key.length))
    this.keys.set(key, start)
    this.keyBytes += key.length
    return this.#insert(kind, start, key.length, ref, mark)
  }

  /** Adds an entry whose key is a part of another entry's, and takes no room of its own. */
  addPart(
    kind: KeyKind,
    owner: number,
    offset: number,
    length: number,
    ref: number,
    mark: number,
  ): number {
    const start = this.starts[owner]! + offset
    const hash = this.hash(kind, this.keys, start, start + length, SAME)
    const known = this.find(kind, hash, this.keys, start, start + length, SAME)
    if (known >= 0) return this.#link(known, ref, mark)
    return this.#insert(kind, start, length, ref, mark)
  }

  #link(head: number, ref: number, mark: number): number {
    const entry = this.#append(
      this.kinds[head] as KeyKind,
      this.starts[head]!,
      this.lengths[head]!,
      ref,
      mark,
    )
    this.nexts[entry] = this.nexts[head]!
    this.nexts[head] = entry + 1
    return entry
  }

  #insert(kind: KeyKind, start: number, length: number, ref: number, mark: number): number {
    if (this.slots + 1 > this.hashes.length * LOAD) this.#widen()
    const entry = this.#append(kind, start, length, ref, mark)
    this.#place(this.hash(kind, this.keys, start, start + length, SAME), entry)
    return entry
  }

  #append(kind: KeyKind, start: number, length: number, ref: number, mark: number): number {
    if (this.size === this.starts.length) this.#resize(Math.max(16, Math.ceil(this.size * 1.5)))
    const entry = this.size++
    this.starts[entry] = start
    this.lengths[entry] = length
    this.kinds[entry] = kind
    this.refs[entry] = ref
    this.marks[entry] = mark
    return entry
  }

  #place(hash: number, entry: number): void {
    const mask = this.hashes.length - 1
    let slot = hash & mask
    while (this.hashes[slot] !== 0) slot = (slot + 1) & mask
    this.hashes[slot] = upperHalf(hash)
    this.heads[slot] = entry
    this.slots++
    const bit = hash >>> this.filterShift
    this.filter[bit >>> 5]! |= 1 << (bit & 31)
  }

  #widen(): void {
    const { hashes, heads } = this
    this.hashes = new Uint16Array(hashes.length * 2)
    this.heads = new Uint32Array(this.hashes.length)
    this.filter = new Uint32Array(this.hashes.length / 8)
    this.filterShift = shiftFor(this.filter)
    this.slots = 0
    for (let i = 0; i < hashes.length; i++) {
      if (hashes[i] === 0) continue
      const entry = heads[i]!
      const start = this.starts[entry]!
      const kind = this.kinds[entry] as KeyKind
      this.#place(this.hash(kind, this.keys, start, start + this.lengths[entry]!, SAME), entry)
    }
  }

  #resize(room: number): void {
    this.starts = grown(this.starts, room)
    this.lengths = grown(this.lengths, room)
    this.kinds = grown(this.kinds, room)
    this.refs = grown(this.refs, room)
    this.nexts = grown(this.nexts, room)
    this.marks = grown(this.marks, room)
  }

  /** Gives back the room that growing left over. */
  trim(): void {
    this.#resize(this.size)
    this.keys = grown(this.keys, this.keyBytes)
  }

  /** Bytes that the table holds. */
  get bytes(): number {
    const columns = [
      this.hashes,
      this.heads,
      this.filter,
      this.keys,
      this.starts,
      this.lengths,
      this.kinds,
      this.refs,
      this.nexts,
      this.marks,
    ]
    return columns.reduce((sum, { byteLength }) => sum + byteLength, 0)
  }
}

/** Spreads a running hash over all bits; 0 stands for a free slot and is never given. */
export function finish(h: number): number {
  let x = h
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  x ^= x >>> 16
  return x === 0 ? 1 : x
}

/** What a slot keeps of a hash, never 0. */
function upperHalf(hash: number): number {
  return hash >>> 16 || 1
}

function slotsFor(entries: number): number {
  let slots = 16
  while (slots * LOAD < entries) slots *= 2
  return slots
}

/** How far a hash is moved so that what is left names a bit of the filter. */
function shiftFor(filter: Uint32Array): number {
  return Math.clz32(filter.length * 32 - 1)
}

type Column = Uint8Array | Uint16Array | Uint32Array

function grown<C extends Column>(column: C, size: number): C {
  const Wider = column.constructor as new (length: number) => C
  const wider = new Wider(Math.floor(size))
  wider.set(column.subarray(0, Math.min(column.length, wider.length)))
  return wider
}
