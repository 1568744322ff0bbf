/** Looks up what a line holds in the table of indicators: the hot loop, with `npm run bench -- match` beside it. */
import { domainToASCII } from 'node:url'
import { writeSpan } from './address.ts'
import { FOLD, SAME } from './bytes.ts'
import type { Sink } from './cut.ts'
import { toMailbox } from './mailbox.ts'
import { KEY, type KeyKind } from './key.ts'
import { finish, type KeyTable } from './key-table.ts'
import { UrlKey } from './url-key.ts'

/** Hits of one line that are kept; of a line with more the rest is counted. */
const MOST_HITS = 4096

const DOT = 46

/** Notes which entries of a table a line holds. */
export class LookUp implements Sink {
  readonly #table: KeyTable
  readonly #widths4: readonly number[]
  readonly #widths6: readonly number[]
  /** Which first 20 bits of IPv4 addresses some block could hold. */
  readonly #blocks: Uint32Array
  readonly #url = new UrlKey()
  readonly #span = new Uint8Array(17)
  readonly #binary = new Uint8Array(64)
  /** First entries of the keys that were found, with the place and whether the whole name was the key. */
  readonly entries = new Uint32Array(MOST_HITS)
  readonly from = new Uint32Array(MOST_HITS)
  readonly to = new Uint32Array(MOST_HITS)
  readonly isWhole = new Uint8Array(MOST_HITS)
  count = 0
  /** Hits beyond what is kept. */
  dropped = 0
  /** Whether an address of the web had escapes that its key has not. */
  hasEscapes = false

  constructor(table: KeyTable) {
    this.#table = table
    const spans = blocksOf(table)
    this.#widths4 = spans.widths4
    this.#widths6 = spans.widths6
    this.#blocks = spans.blocks
  }

  /** Begins with the next line. */
  clear(): void {
    this.count = 0
    this.hasEscapes = false
  }

  #note(entry: number, from: number, to: number, isWhole: boolean): void {
    const at = this.count
    // A line that says one thing over and over need not fill the room for others.
    if (at > 64 && this.entries[at - 1] === entry && this.isWhole[at - 1] === (isWhole ? 1 : 0))
      return
    if (at === MOST_HITS) {
      this.dropped++
      return
    }
    this.entries[at] = entry
    this.from[at] = from
    this.to[at] = to
    this.isWhole[at] = isWhole ? 1 : 0
    this.count = at + 1
  }

  host(line: Uint8Array, from: number, to: number, isHigh: boolean): void {
    if (isHigh) {
      const ascii = toAscii(line, from, to)
      if (ascii !== null) this.#names(ascii, 0, ascii.length, from, to)
    } else this.#names(line, from, to, from, to)
  }

  /** A name and all that it lies below but the last label. */
  #names(name: Uint8Array, from: number, to: number, start: number, end: number): void {
    const table = this.#table
    let h = table.start(KEY.host)
    let labels = 1
    for (let i = to - 1; i >= from; i--) {
      const c = FOLD[name[i]!]!
      if (c === DOT && labels++ > 1) this.#probeHost(h, name, i + 1, to, start, end, false)
      h = Math.imul(h ^ c, 0x01000193)
    }
    this.#probeHost(h, name, from, to, start, end, true)
  }

  #probeHost(
    h: number,
    name: Uint8Array,
    from: number,
    to: number,
    start: number,
    end: number,
    isWhole: boolean,
  ): void {
    const entry = this.#table.find(KEY.host, finish(h), name, from, to, FOLD)
    if (entry >= 0) this.#note(entry, start, end, isWhole)
  }

  #probe(
    kind: KeyKind,
    key: Uint8Array,
    length: number,
    form: Uint8Array,
    from: number,
    to: number,
  ): void {
    const table = this.#table
    const entry = table.find(kind, table.hash(kind, key, 0, length, form), key, 0, length, form)
    if (entry >= 0) this.#note(entry, from, to, true)
  }

  ipv4(address: Uint8Array, from: number, to: number): void {
    this.#probe(KEY.ipv4, address, 4, SAME, from, to)
    const high = (address[0]! << 12) | (address[1]! << 4) | (address[2]! >> 4)
    if ((this.#blocks[high >>> 5]! & (1 << (high & 31))) === 0) return
    for (const width of this.#widths4) {
      writeSpan(address, width, this.#span)
      this.#probe(KEY.net4, this.#span, 5, SAME, from, to)
    }
  }

  ipv6(address: Uint8Array, from: number, to: number): void {
    this.#probe(KEY.ipv6, address, 16, SAME, from, to)
    for (const width of this.#widths6) {
      writeSpan(address, width, this.#span)
      this.#probe(KEY.net6, this.#span, 17, SAME, from, to)
    }
  }

  url(line: Uint8Array, from: number, colon: number, to: number): void {
    const key = this.#url
    if (!key.write(line, from, colon, to)) return
    if (key.hasDecoded) this.hasEscapes = true
    this.#probe(KEY.url, key.bytes, key.length, SAME, from, to)
  }

  hash(line: Uint8Array, from: number, to: number): void {
    const binary = this.#binary
    const length = (to - from) / 2
    for (let i = 0; i < length; i++)
      binary[i] = (nibble(line[from + 2 * i]!) << 4) | nibble(line[from + 2 * i + 1]!)
    this.#probe(KEY.hash, binary, length, SAME, from, to)
  }

  email(line: Uint8Array, from: number, at: number, to: number, isHigh: boolean): void {
    const table = this.#table
    if (isHigh) {
      const mailbox = toMailbox(line, from, at, to)
      if (mailbox === null) return
      const key = Buffer.from(mailbox)
      this.#probe(KEY.email, key, key.length, SAME, from, to)
      return
    }
    const entry = table.find(
      KEY.email,
      table.hash(KEY.email, line, from, to, FOLD),
      line,
      from,
      to,
      FOLD,
    )
    if (entry >= 0) this.#note(entry, from, to, true)
  }

  word(line: Uint8Array, from: number, to: number): void {
    const table = this.#table
    for (let i = from; i < to; i++)
      if (line[i]! > 127) {
        const lower = Buffer.from(Buffer.from(line.subarray(from, to)).toString().toLowerCase())
        return this.#probe(KEY.account, lower, lower.length, SAME, from, to)
      }
    const hash = table.hash(KEY.account, line, from, to, FOLD)
    const entry = table.find(KEY.account, hash, line, from, to, FOLD)
    if (entry >= 0) this.#note(entry, from, to, true)
  }
}

const nibble = (c: number) => (c <= 57 ? c - 48 : (c | 32) - 87)

/** A name beyond ASCII as the network knows it; null where it is none. */
export function toAscii(line: Uint8Array, from: number, to: number): Uint8Array | null {
  if (to - from > 1000) return null
  const ascii = domainToASCII(Buffer.from(line.subarray(from, to)).toString())
  return ascii === '' ? null : Buffer.from(ascii)
}

/** Lengths of blocks that stand in the table, and the first bits of IPv4 that lie in any. */
function blocksOf({ kinds, starts, keys, size }: KeyTable) {
  const [widths4, widths6] = [new Set<number>(), new Set<number>()]
  const blocks = new Uint32Array(2 ** 15)
  for (let entry = 0; entry < size; entry++) {
    const kind = kinds[entry]
    const start = starts[entry]!
    if (kind === KEY.net6) widths6.add(keys[start]!)
    if (kind !== KEY.net4) continue
    const width = keys[start]!
    widths4.add(width)
    const first = (keys[start + 1]! << 12) | (keys[start + 2]! << 4) | (keys[start + 3]! >> 4)
    const many = width >= 20 ? 1 : 1 << (20 - width)
    for (let high = first; high < first + many; high++) blocks[high >>> 5]! |= 1 << (high & 31)
  }
  return { widths4: [...widths4], widths6: [...widths6], blocks }
}
