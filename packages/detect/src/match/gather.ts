/**
 * What a log holds, each thing once: how many lines name it, from when to when. The same things are found as by the matcher, but for
 * patterns. Cost: linear in the bytes, and one entry a thing, of which no more are held than said.
 */
import { cut, type Sink } from './cut.ts'
import type { Hit } from './hits.ts'
import { KEY, type Key } from './key.ts'
import { accountKey, keptKeysOf } from './kept-key.ts'
import { accountOf } from './line-detail.ts'
import { LogReader } from './log-reader.ts'
import { toAscii } from './look-up.ts'
import { toMailbox } from './mailbox.ts'
import { hasKnownSuffix, type Value } from './read-value.ts'
import { unescapeJson } from './unescape.ts'
import { UrlKey } from './url-key.ts'
import { splitColumns } from './web-columns.ts'

/** One thing: its key, the lines that name it, and the first and last of their times in milliseconds since 1970. */
export type Gathered = Key & { lines: number; first: number | null; last: number | null }

type Held = Gathered & { lastLine: number }

const NO_HITS: readonly Hit[] = []

/** Takes lines as a matcher does (`LogScan`), or values of a list one by one. */
export class Gathering implements Sink {
  readonly #most: number
  readonly #platform: string | undefined
  readonly #held = new Map<string, Held>()
  readonly #url = new UrlKey()
  #reader: LogReader
  #scratch = new Uint8Array(1 << 12)
  #line = 0
  #at: number | null = null
  /** Mentions of things beyond the most that are held, and of names that end in no suffix there is. */
  beyond = 0
  noNames = 0
  /** Lines that were looked at, those without a time, and those whose zone or year had to be assumed. */
  lines = 0
  timeless = 0
  assumed = 0

  /** Holds `most` things; `now` is the machine's time, `platform` whose the accounts are that name none. */
  constructor(most: number, { now, platform }: { now: () => number; platform?: string }) {
    this.#most = most
    this.#platform = platform
    this.#reader = new LogReader([], { now })
  }

  get things(): Iterable<Gathered> {
    return this.#held.values()
  }

  get size(): number {
    return this.#held.size
  }

  readFrom(reader: LogReader): void {
    this.#reader = reader
  }

  /** Gathers what a line holds. Gives nothing: it is held against nothing. */
  look(bytes: Uint8Array, start: number, end: number, line: number): readonly Hit[] {
    const given = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
    if (bytes[start] === 35 && this.#reader.hasHeadings) {
      this.#reader.takeHeading(given.toString())
      return NO_HITS
    }
    this.lines++
    this.#line = line
    const read = this.#reader.read(given.toString())
    this.#at = read.time?.at ?? null
    if (read.time === null) this.timeless++
    else if (read.time.isZoneless || read.time.isYearless) this.assumed++
    const { text, from, to } = this.#unescaped(bytes, start, end)
    cut(text, from, to, this, false)
    for (const url of splitColumns(read)) {
      const whole = Buffer.from(url)
      this.url(whole, 0, whole.indexOf('://'), whole.length)
    }
    const { login, platform } = accountOf(read, this.#platform)
    if (login !== undefined && login !== '' && platform !== undefined)
      this.#note(accountKey(platform, login))
    return NO_HITS
  }

  /** A value of a list; `line` is where it stands. */
  add(value: Value, line: number): void {
    this.#line = line
    this.#at = null
    for (const key of keptKeysOf(value)) this.#note(key)
  }

  #unescaped(bytes: Uint8Array, start: number, end: number) {
    if (!this.#reader.isEscaped || !bytes.subarray(start, end).includes(92))
      return { text: bytes, from: start, to: end }
    if (this.#scratch.length < end - start) this.#scratch = new Uint8Array((end - start) * 2)
    return { text: this.#scratch, from: 0, to: unescapeJson(bytes, start, end, this.#scratch) }
  }

  #note({ kind, bytes }: Key): void {
    const name = kind + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    const known = this.#held.get(name)
    const at = this.#at
    if (known === undefined) {
      if (this.#held.size >= this.#most) {
        this.beyond++
        return
      }
      const lastLine = this.#line
      this.#held.set(name, { kind, bytes: bytes.slice(), lines: 1, first: at, last: at, lastLine })
      return
    }
    if (known.lastLine !== this.#line) known.lines++
    known.lastLine = this.#line
    if (at === null) return
    known.first = Math.min(known.first ?? at, at)
    known.last = Math.max(known.last ?? at, at)
  }

  host(line: Uint8Array, from: number, to: number, isHigh: boolean): void {
    const ascii = isHigh ? toAscii(line, from, to) : line.subarray(from, to)
    if (ascii === null || ascii.length > 253) return
    const name = Buffer.from(ascii).toString('latin1').toLowerCase()
    if (!this.#held.has(KEY.host + name) && !hasKnownSuffix(name)) this.noNames++
    else this.#note({ kind: KEY.host, bytes: Buffer.from(name, 'latin1') })
  }

  ipv4(address: Uint8Array): void {
    this.#note({ kind: KEY.ipv4, bytes: address })
  }

  ipv6(address: Uint8Array): void {
    this.#note({ kind: KEY.ipv6, bytes: address })
  }

  url(line: Uint8Array, from: number, colon: number, to: number): void {
    const key = this.#url
    if (key.write(line, from, colon, to))
      this.#note({ kind: KEY.url, bytes: key.bytes.subarray(0, key.length) })
  }

  hash(line: Uint8Array, from: number, to: number): void {
    const text = Buffer.from(line.buffer, line.byteOffset + from, to - from).toString('latin1')
    this.#note({ kind: KEY.hash, bytes: Buffer.from(text, 'hex') })
  }

  email(line: Uint8Array, from: number, at: number, to: number): void {
    const mailbox = toMailbox(line, from, at, to)
    if (mailbox !== null) this.#note({ kind: KEY.email, bytes: Buffer.from(mailbox) })
  }

  word(): void {}
}
