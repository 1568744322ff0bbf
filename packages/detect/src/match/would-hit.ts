/** What indicators would have hit in logs of one's own, before they are shared or accepted: counts, and nothing of the lines. */
import type { Indicators } from './indicators.ts'
import { LogScan } from './log-scan.ts'
import { Matcher, type MatchCounts, type MatcherOptions } from './matcher.ts'
import type { Unreached } from './reach.ts'
import { Tally, type Tallied } from './tally.ts'

export type WouldHit = {
  /** The indicators that would have hit, each with its lines and from when to when. */
  readonly entries: readonly Tallied[]
  readonly counts: MatchCounts
  /** Lines that were too long to be looked at, and lines that are no UTF-8. */
  readonly tooLong: number
  readonly notUtf8: number
  /** Of each log, in their order: what its columns cannot give. */
  readonly unreached: readonly Unreached[]
}

/**
 * Reads logs, each the bytes of one, to their ends. `indicators` must be built. Throws DetectError WRONG_ENCODING for UTF-16, and
 * what a log's stream throws.
 */
export async function wouldHit(
  indicators: Indicators,
  logs: Iterable<AsyncIterable<Uint8Array> | Iterable<Uint8Array>>,
  options: MatcherOptions,
): Promise<WouldHit> {
  const matcher = new Matcher(indicators, options)
  const tally = new Tally()
  const unreached: Unreached[] = []
  let [tooLong, notUtf8] = [0, 0]
  for (const log of logs) {
    const scan = new LogScan(matcher, {
      now: options.now,
      onFormat: () => {},
      onHits: (hits) => hits.forEach((hit) => tally.add(hit)),
    })
    for await (const chunk of log) scan.push(chunk)
    scan.end()
    unreached.push(matcher.unreached)
    tooLong += scan.cutter.tooLong
    notUtf8 += scan.cutter.notUtf8
  }
  return { entries: tally.entries, counts: matcher.counts, tooLong, notUtf8, unreached }
}
