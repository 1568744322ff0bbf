/** Lines held against indicators: what each line hits, and what all of them came to. */
import { cut } from './cut.ts'
import { EXACT, REF, refKind, refNumber, type Indicators } from './indicators.ts'
import { KEY, type ValueKind } from './key.ts'
import { LookUp } from './look-up.ts'

/** One indicator in one line. */
export type Hit = {
  /** Line of the log, from 1. */
  readonly line: number
  readonly kind: ValueKind
  /** As it stands in the line. */
  readonly value: string
  readonly indicator: IndicatorPlace
  /** Whether the indicator is a name that the one in the line lies below. */
  readonly isBelow: boolean
}

/** Which indicator: its STIX id, where it has one, and where it stands. */
export type IndicatorPlace = {
  readonly id?: string
  readonly source: string
  readonly line: number
}

export type MatcherOptions = {
  /** The instant at which indicators must be in force, in milliseconds since 1970. */
  readonly now: () => number
}

export type MatchCounts = {
  lines: number
  /** Lines with a hit, and hits. */
  hitLines: number
  hits: number
  /** Hits of indicators that are not in force yet, or no more. */
  outOfForce: number
  /** Hits beyond what is kept of one line. */
  dropped: number
}

const NONE: readonly Hit[] = []

/** Holds lines against indicators; these must not change meanwhile. */
export class Matcher {
  readonly #indicators: Indicators
  readonly #lookUp: LookUp
  readonly #now: () => number
  readonly #wantsWords: boolean
  readonly counts: MatchCounts = { lines: 0, hitLines: 0, hits: 0, outOfForce: 0, dropped: 0 }

  constructor(indicators: Indicators, { now }: MatcherOptions) {
    this.#indicators = indicators
    this.#lookUp = new LookUp(indicators.table)
    this.#now = now
    this.#wantsWords = indicators.hasAccounts
  }

  /** What a line hits, each indicator once. */
  look(bytes: Uint8Array, start: number, end: number, line: number): readonly Hit[] {
    const lookUp = this.#lookUp
    this.counts.lines++
    lookUp.count = 0
    cut(bytes, start, end, lookUp, this.#wantsWords)
    return lookUp.count === 0 ? NONE : this.#collect(bytes, line)
  }

  #collect(bytes: Uint8Array, line: number): readonly Hit[] {
    const { table } = this.#indicators
    const lookUp = this.#lookUp
    const hits: Hit[] = []
    const seen = new Set<number>()
    const now = this.#now()
    for (let i = 0; i < lookUp.count; i++) {
      const isWhole = lookUp.isWhole[i] === 1
      for (let entry = lookUp.entries[i]!; entry >= 0; entry = table.nexts[entry]! - 1) {
        const ref = table.refs[entry]!
        const isHost = table.kinds[entry] === KEY.host
        // A name alone is nobody's account: its platform must be known.
        if (table.kinds[entry] === KEY.account) continue
        if (seen.has(ref) || (isHost && !isWhole && table.marks[entry] === EXACT)) continue
        const indicator = this.#inForce(ref, now)
        if (indicator === null) continue
        seen.add(ref)
        const text = bytes.subarray(lookUp.from[i]!, lookUp.to[i]!)
        hits.push({
          line,
          kind: this.#indicators.kindOf(entry),
          value: toText(text),
          indicator,
          isBelow: isHost && !isWhole,
        })
      }
    }
    this.counts.dropped += lookUp.dropped
    lookUp.dropped = 0
    if (hits.length > 0) this.counts.hitLines++
    this.counts.hits += hits.length
    return hits
  }

  /** The indicator of a reference; null where it is none that counts now. */
  #inForce(ref: number, now: number): IndicatorPlace | null {
    const { records, sources } = this.#indicators
    const number = refNumber(ref)
    if (refKind(ref) === REF.line) return sources.at(number)
    if (refKind(ref) !== REF.record || records.isDead(number)) return null
    if (!records.isValid(number, now)) {
      this.counts.outOfForce++
      return null
    }
    return { id: records.id(number), ...sources.at(records.place(number)) }
  }
}

/** Text of a line whose encoding nobody knows: UTF-8, with a sign in place of what is none. */
function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString()
}
