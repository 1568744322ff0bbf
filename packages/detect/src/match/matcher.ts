/** Lines held against indicators: what each line hits, and what all of them came to. */
import { cut } from './cut.ts'
import { toHits, type Hit } from './hits.ts'
import type { Indicators } from './indicators.ts'
import { LineDetail } from './line-detail.ts'
import { LogReader, type ReadLine } from './log-reader.ts'
import { LookUp } from './look-up.ts'
import type { Observing } from './observation.ts'
import { Reach, type Unreached } from './reach.ts'
import { unescapeJson } from './unescape.ts'

export type MatcherOptions = {
  /** The time of the machine, in milliseconds since 1970. */
  readonly now: () => number
  /** The instant at which indicators must be in force: now, that of the line (now where it has none), or one for all. */
  readonly at?: 'now' | 'line' | number
  /** Percent that an indicator must still weigh (see `weightOf`); one whose age nobody knows always does. */
  readonly minWeight?: number
  /** Whose the accounts of logs are that name no platform. */
  readonly platform?: string
}

export type MatchCounts = {
  lines: number
  /** Lines with a hit, and hits. */
  hitLines: number
  hits: number
  /** Hits of indicators that are not in force yet, or no more. */
  outOfForce: number
  /** Hits of indicators that weigh too little by now. */
  faded: number
  /** Hits beyond what is kept of one line, and lines that hold more things than are kept for patterns. */
  dropped: number
  cutOff: number
  /** Of lines that were read closely: without a time, with one before the last by more than an hour, or in the future. */
  timeless: number
  backward: number
  future: number
  /** Lines whose time needed a zone or a year that they do not name. */
  assumedZone: number
  assumedYear: number
}

const NONE: readonly Hit[] = []
const HOUR = 3_600_000

/** Holds lines against indicators. */
export class Matcher {
  readonly #indicators: Indicators
  #lookUp: LookUp
  readonly #options: MatcherOptions
  #reader: LogReader
  #scratch = new Uint8Array(1 << 12)
  #latest = -Infinity
  readonly counts: MatchCounts = {
    lines: 0,
    hitLines: 0,
    hits: 0,
    outOfForce: 0,
    faded: 0,
    dropped: 0,
    cutOff: 0,
    timeless: 0,
    backward: 0,
    future: 0,
    assumedZone: 0,
    assumedYear: 0,
  }

  /** Lines are plain text until `readFrom` says how they are taken apart. */
  constructor(indicators: Indicators, options: MatcherOptions) {
    this.#indicators = indicators
    this.#lookUp = new LookUp(indicators.table)
    this.#reader = new LogReader([], { now: options.now })
    this.#options = options
  }

  /** Goes on with another log, of which some lines may be shown: what is rare in them is looked for first. */
  readFrom(reader: LogReader, samples: readonly Uint8Array[] = []): void {
    if (samples.length > 0) this.#indicators.patterns.literals.tune(samples)
    this.#reader = reader
    this.#latest = -Infinity
  }

  /** What the log at hand cannot hold, by the columns that were seen of it so far. */
  get unreached(): Unreached {
    return this.#indicators.unreached(new Reach(this.#reader.paths, this.#options.platform))
  }

  /** Takes note that indicators came or went: the next line is held against what there is now. */
  refresh(): void {
    this.#indicators.settle()
    this.#lookUp = new LookUp(this.#indicators.table)
  }

  /** What a line hits, each indicator once. */
  look(bytes: Uint8Array, start: number, end: number, line: number): readonly Hit[] {
    const lookUp = this.#lookUp
    const { hasAccounts, patterns } = this.#indicators
    this.counts.lines++
    if (bytes[start] === 35 && this.#reader.hasHeadings) {
      this.#reader.takeHeading(toText(bytes, start, end))
      return NONE
    }
    let [text, from, to] = [bytes, start, end]
    if (this.#reader.isEscaped && bytes.subarray(start, end).includes(92)) {
      if (this.#scratch.length < end - start) this.#scratch = new Uint8Array((end - start) * 2)
      text = this.#scratch
      from = 0
      to = unescapeJson(bytes, start, end, text)
    }
    lookUp.clear()
    cut(text, from, to, lookUp, hasAccounts)
    const mayHold =
      patterns.size > 0 && (patterns.always.length > 0 || patterns.literals.mayHold(text, from, to))
    if (lookUp.count === 0 && !mayHold && !lookUp.hasEscapes) return NONE
    return this.#lookClosely(toText(bytes, start, end), text.subarray(from, to), from, line)
  }

  /** `offset` is where the text begins in the bytes that places of hits count from. */
  #lookClosely(line: string, text: Uint8Array, offset: number, number: number): readonly Hit[] {
    const { counts } = this
    let read: ReadLine | undefined
    const detail = new LineDetail(
      this.#indicators,
      this.#lookUp,
      text,
      () => {
        read ??= this.#read(line)
        return read
      },
      this.#options.platform,
    )
    detail.collect(offset, this.#reader.hasLeftOut)
    const woken = this.#wake(detail, text)
    if (detail.found.length === 0 && woken.size === 0) return NONE
    read ??= this.#read(line)
    const now = this.#options.now()
    const { at = 'now' } = this.#options
    const instant = at === 'line' ? (read.time?.at ?? now) : at === 'now' ? now : at
    if (woken.size > 0) this.#ask(detail, woken, read, number)
    const hits = toHits(detail.found, {
      indicators: this.#indicators,
      read,
      line: number,
      instant,
      counts,
    })
    const { minWeight = 0 } = this.#options
    const heavy = hits.filter(({ weight }) => weight === null || weight >= minWeight)
    counts.faded += hits.length - heavy.length
    counts.dropped += this.#lookUp.dropped
    counts.hits += heavy.length
    if (heavy.length > 0) counts.hitLines++
    return heavy
  }

  /** Patterns that the line may be true of. */
  #wake(detail: LineDetail, text: Uint8Array): Set<number> {
    const { patterns } = this.#indicators
    const woken = new Set([...detail.patterns, ...patterns.always])
    if (patterns.literals.size === 0) return woken
    if (this.#lookUp.hasEscapes || text.some((b) => b > 127)) {
      // Names beyond ASCII and escapes of addresses are written otherwise in what the engine sees.
      const seen = Buffer.from(JSON.stringify(detail.observation().objects).normalize('NFC'))
      patterns.literals.find(seen, 0, seen.length, woken)
    }
    patterns.literals.find(text, 0, text.length, woken)
    return woken
  }

  #ask(detail: LineDetail, woken: ReadonlySet<number>, read: ReadLine, line: number): void {
    const observing: Observing = detail.observation()
    if (observing.isCut) this.counts.cutOff++
    const { patterns } = this.#indicators
    for (const hit of patterns.look(woken, observing.objects, line, read.time?.at ?? null))
      detail.addPattern(hit.record, hit.lines)
  }

  #read(line: string): ReadLine {
    const read = this.#reader.read(line)
    const { counts } = this
    const { time } = read
    if (time === null) {
      counts.timeless++
      return read
    }
    if (time.isZoneless) counts.assumedZone++
    if (time.isYearless) counts.assumedYear++
    if (time.at < this.#latest - HOUR) counts.backward++
    if (time.at > this.#options.now() + 24 * HOUR) counts.future++
    this.#latest = Math.max(this.#latest, time.at)
    return read
  }
}

/** Text of a line whose encoding nobody knows: UTF-8, with a sign in place of what is none. */
function toText(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString()
}
