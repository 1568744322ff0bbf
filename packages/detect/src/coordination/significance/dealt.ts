/**
 * Dealt anew: how often would a pair be in step, had the day's acts other authors?
 *
 * Null: what is done when and to what stays as it is, and so does how much each account does a day;
 * who does which of the day's acts is dealt anew. Of X coincidences on a day with N acts a pair with
 * n_a and n_b of these has 2 X n_a n_b / N^2 by chance. No pair is expected to be in step less often.
 *
 * The interval-jitter test learns from strangers how acts burst. Where everybody is suspect, as in data
 * that only one operation made, strangers are too few to learn from; this floor needs none. It is the
 * configuration model of the day's coincidences: Newman, Modularity and community structure in
 * networks, PNAS 103 (2006). Limit: who does most of a day's acts explains the coincidences among them
 * by it, so a group is found beside others, not alone. Cost: the acts, and the days of each pair's
 * second account.
 */
import { toAdjacency } from './coincidence.ts'
import type { Days } from './days.ts'
import type { PairTable } from './pair-table.ts'

/** Raises the expectation of each pair to what dealing gives; `coincidences` of all pairs, by day. */
export function raiseToDealt(
  days: Days,
  coincidences: Float64Array,
  accounts: number,
  pairs: PairTable,
): void {
  const weight = coincidences.map((x, d) => (2 * x) / days.acts[d]! ** 2)
  const { start, partner, pair } = toAdjacency(pairs, accounts, () => true)
  const mine = new Float64Array(days.count)
  for (let a = 0; a < accounts; a++) {
    if (start[a] === start[a + 1]) continue
    for (let i = days.start[a]!; i < days.start[a + 1]!; i++)
      mine[days.day[i]!] = weight[days.day[i]!]! * days.mine[i]!
    for (let e = start[a]!; e < start[a + 1]!; e++) {
      const b = partner[e]!
      let expected = 0
      for (let i = days.start[b]!; i < days.start[b + 1]!; i++)
        expected += mine[days.day[i]!]! * days.mine[i]!
      pairs.sum[pair[e]!] = Math.max(pairs.sum[pair[e]!]!, expected)
    }
    for (let i = days.start[a]!; i < days.start[a + 1]!; i++) mine[days.day[i]!] = 0
  }
}
