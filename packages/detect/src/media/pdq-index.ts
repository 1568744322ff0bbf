/**
 * Multi-index hashing: all hashes within a distance, exactly, without measuring most.
 *
 * 256 bits are cut into 16 parts of 16. Of two hashes that differ in at most 31 bits one part differs in at most 1, for
 * 16 x 2 = 32 > 31. So each part has a list for each of its values; a query reads 17 lists of each part: those of its own
 * value and of those one bit away. Beside each hash of a list stand 96 more of its bits: of two pictures that are not alike
 * about 48 of them differ, so that 3 in 10,000 have to be looked up whole, and a list is read in the order of memory.
 * Cost: 288 bytes a hash; a query of n hashes reads n / 241 entries while hashes are as good as random. Of many equal
 * hashes all are given, and cost what they are.
 * Paper: M. Norouzi, A. Punjani, D. Fleet, Fast Exact Search in Hamming Space with Multi-Index Hashing, TPAMI 2014.
 */
import { countBits, SAME_PICTURE, type Hash256 } from './hash256.ts'

const PARTS = 16
const VALUES = 65_536
/** Words of an entry: three of the hash's other words, and which hash it is. */
const ENTRY = 4

/** The words of a hash that stand beside it in the lists of each part: none holds the part itself. */
const BESIDE = Array.from({ length: PARTS }, (_, part) => {
  const word = part >> 1
  return [(word + 1) & 7, (word + 3) & 7, (word + 6) & 7] as const
})

export type PdqHit = {
  /** Which hash of the index, counted from 0. */
  readonly at: number
  /** Bits that differ. */
  readonly distance: number
}

type Part = {
  /** List v holds the entries `starts[v] .. starts[v + 1] - 1`. */
  readonly starts: Uint32Array
  readonly entries: Uint32Array
}

/** Hashes that can be asked for those near another. Does not change once it is made. */
export class PdqIndex {
  readonly #words: Uint32Array
  readonly #parts: readonly Part[]

  /** `words`: eight a hash, the highest first, as `Hash256` has them; kept, not copied. */
  constructor(words: Uint32Array) {
    if (words.length % 8 !== 0) throw new RangeError('a hash has eight words')
    this.#words = words
    this.#parts = Array.from({ length: PARTS }, (_, part) => toPart(words, part))
  }

  static of(hashes: readonly Hash256[]): PdqIndex {
    const words = new Uint32Array(hashes.length * 8)
    for (const [at, hash] of hashes.entries()) words.set(hash, at * 8)
    return new PdqIndex(words)
  }

  get size(): number {
    return this.#words.length / 8
  }

  /** All hashes at most `most` bits away (0 to 31), the nearest first, equal ones in their order. */
  near(hash: Hash256, most: number = SAME_PICTURE): PdqHit[] {
    verify(hash, most)
    const found = new Map<number, number>()
    for (let part = 0; part < PARTS; part++) {
      const value = partOf(hash, 0, part)
      this.#read(part, value, hash, 0, most, found)
      for (let bit = 0; bit < 16; bit++) this.#read(part, value ^ (1 << bit), hash, 0, most, found)
    }
    return sorted(found)
  }

  /**
   * The same for many hashes, eight words each: what `near` gives for each, in their order. Of thousands at once each list
   * is fetched once for all that ask for it, which is three times as fast as one by one where memory is the limit.
   */
  nearAll(hashes: Uint32Array, most: number = SAME_PICTURE): PdqHit[][] {
    verify(hashes, most)
    const found = Array.from({ length: hashes.length / 8 }, () => new Map<number, number>())
    for (let part = 0; part < PARTS; part++) {
      const { starts, askers } = whoAsks(hashes, part)
      for (let value = 0, asker = 0; value < VALUES; value++)
        for (; asker < starts[value + 1]!; asker++) {
          const query = askers[asker]!
          this.#read(part, value, hashes, query * 8, most, found[query]!)
        }
    }
    return found.map(sorted)
  }

  /** Reads one list for one query. */
  #read(
    part: number,
    value: number,
    hashes: Uint32Array,
    start: number,
    most: number,
    found: Map<number, number>,
  ): void {
    const { starts, entries } = this.#parts[part]!
    const [a, b, c] = BESIDE[part]!
    const [first, second, third] = [hashes[start + a]!, hashes[start + b]!, hashes[start + c]!]
    const end = starts[value + 1]! * ENTRY
    for (let at = starts[value]! * ENTRY; at < end; at += ENTRY) {
      const bits = countThree(
        entries[at]! ^ first,
        entries[at + 1]! ^ second,
        entries[at + 2]! ^ third,
      )
      if (bits > most) continue
      const which = entries[at + 3]!
      const distance = this.#measure(hashes, start, which * 8)
      if (distance <= most) found.set(which, distance)
    }
  }

  #measure(hashes: Uint32Array, start: number, other: number): number {
    let bits = 0
    for (let word = 0; word < 8; word++)
      bits += countBits(hashes[start + word]! ^ this.#words[other + word]!)
    return bits
  }
}

function verify(hashes: Uint32Array, most: number): void {
  if (!Number.isInteger(most) || most < 0 || most > SAME_PICTURE)
    throw new RangeError(`a distance is a whole number from 0 to ${SAME_PICTURE}`)
  if (hashes.length % 8 !== 0) throw new RangeError('a hash has eight words')
}

const sorted = (found: ReadonlyMap<number, number>): PdqHit[] =>
  Array.from(found, ([at, distance]) => ({ at, distance })).sort(
    (a, b) => a.distance - b.distance || a.at - b.at,
  )

/** Which queries ask for which lists of a part: those of value v are `askers[starts[v]] .. askers[starts[v + 1] - 1]`. */
function whoAsks(
  hashes: Uint32Array,
  part: number,
): { readonly starts: Uint32Array; readonly askers: Uint32Array } {
  const starts = new Uint32Array(VALUES + 1)
  const queries = hashes.length / 8
  const each = (visit: (value: number, query: number) => void) => {
    for (let query = 0; query < queries; query++) {
      const value = partOf(hashes, query * 8, part)
      visit(value, query)
      for (let bit = 0; bit < 16; bit++) visit(value ^ (1 << bit), query)
    }
  }
  each((value) => void starts[value + 1]!++)
  for (let value = 0; value < VALUES; value++) starts[value + 1]! += starts[value]!
  const next = starts.slice()
  const askers = new Uint32Array(queries * 17)
  each((value, query) => void (askers[next[value]!++] = query))
  return { starts, askers }
}

/** The lists of a part, by counting. */
function toPart(words: Uint32Array, part: number): Part {
  const size = words.length / 8
  const starts = new Uint32Array(VALUES + 1)
  for (let at = 0; at < size; at++) starts[partOf(words, at * 8, part) + 1]!++
  for (let value = 0; value < VALUES; value++) starts[value + 1]! += starts[value]!
  const next = starts.slice()
  const entries = new Uint32Array(size * ENTRY)
  const [a, b, c] = BESIDE[part]!
  for (let at = 0, from = 0; at < size; at++, from += 8) {
    const place = next[partOf(words, from, part)]!++ * ENTRY
    entries[place] = words[from + a]!
    entries[place + 1] = words[from + b]!
    entries[place + 2] = words[from + c]!
    entries[place + 3] = at
  }
  return { starts, entries }
}

/** 16 bits of a hash, the highest part first. */
function partOf(words: Uint32Array, start: number, part: number): number {
  const word = words[start + (part >> 1)]!
  return part % 2 === 0 ? word >>> 16 : word & 0xffff
}

/** Bits that are set in three words together: their counts by four bits fit into one word. */
function countThree(a: number, b: number, c: number): number {
  let x = a - ((a >>> 1) & 0x55555555)
  let y = b - ((b >>> 1) & 0x55555555)
  let z = c - ((c >>> 1) & 0x55555555)
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  y = (y & 0x33333333) + ((y >>> 2) & 0x33333333)
  z = (z & 0x33333333) + ((z >>> 2) & 0x33333333)
  const sum = x + y + z
  return Math.imul((sum & 0x0f0f0f0f) + ((sum >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24
}
