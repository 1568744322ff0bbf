/**
 * Correlogram: at which lags a pair of accounts would be in step, had one of them lived earlier or later.
 *
 * For each pair that met often enough, the intervals with a lag t_b - t_a in each bin, `parts` of which make a
 * window; a bin and as many on either side hold at least what the window would at that lag. A lag is *sticky* when
 * that count has p at or below `limit` under the test's own chances. Strangers have no sticky lag; two
 * accounts fed by one schedule have one wherever the schedules differ; partners have one at zero.
 *
 * One look at the histogram thus answers for every shift of a time line, and resampling need not count
 * again. After the cross-correlogram of Perkel, Gerstein and Moore, Biophys. J. 7 (1967).
 * Limits: lags beyond an interval are unseen; cells of more than `CROWD` accounts are not searched for
 * partners. Cost: the pairs of posts of the pairs that met often, at most `MAX_PAIRS` of them.
 */
import type { Acts } from '../../activity/acts.ts'
import type { Cells } from './cells.ts'
import { countPosts, sumChances, toAdjacency, type Chances } from './coincidence.ts'
import { createPairs, findPair, prunePairs, upsertPair, type PairTable } from './pair-table.ts'
import { trialsTail } from './tail.ts'

/** Most pairs whose lags are kept: about 80 MB of histograms, four times that for four parts. */
const MAX_PAIRS = 200_000
const CROWD = 100

/** What a test knew: its acts, their cells and the chance of a coincidence in each. */
export type Tested = {
  acts: Acts
  cells: Cells
  /** Ticks of a window (at least a step of the clock) and of an interval. */
  window: number
  length: number
  /** Chance that two moments of an interval coincide if nothing bursts. */
  uniform: number
} & Chances

/** Sticky lags, in windows and `parts` to a window, of pairs a < b: one row a lag. */
export type StickyLags = {
  parts: number
  a: number[]
  b: number[]
  lag: number[]
}

/** Every sticky lag of every pair at p `limit`, looked for `parts` times in each window. */
export function findStickyLags(tested: Tested, limit: number, parts = 1): StickyLags {
  const found: StickyLags = { parts, a: [], b: [], lag: [] }
  // Even if every meeting were a coincidence, fewer would not reach the limit.
  const support = Math.max(2, Math.ceil(Math.log(limit) / Math.log(tested.uniform)))
  const met = countMeetings(tested, support)
  if (met.size === 0) return found
  const everyone = toAdjacency(met, tested.acts.accounts, () => true)
  sumChances(tested.acts, tested.cells, tested, everyone, met)
  const reach = Math.ceil((tested.length / tested.window) * parts)
  const bins = 2 * reach + 1
  const counts = countLags(tested, met, reach, parts)
  for (let at = 0; at < met.size; at++)
    for (let bin = 0; bin < bins; bin++) {
      const from = at * bins + Math.max(0, bin - parts)
      const until = at * bins + Math.min(bins, bin + parts + 1)
      let count = 0
      for (let here = from; here < until; here++) count += counts[here]!
      if (count < support) continue
      if (trialsTail(count, met.sum[at]!, met.sumOfSquares[at]!) > limit) continue
      found.a.push(met.a[at]!)
      found.b.push(met.b[at]!)
      found.lag.push((bin - reach) / parts)
    }
  return found
}

/** Pairs that share a cell in at least `support` intervals, those that met most if there are too many. */
function countMeetings({ acts, cells }: Tested, support: number): PairTable {
  let table = createPairs(1024)
  let least = support
  const seen = new Int32Array(acts.accounts).fill(-1)
  for (let c = 0; c < cells.count; c++) {
    if (cells.accounts[c]! > CROWD) continue
    const present: number[] = []
    for (let row = cells.start[c]!; row < cells.end[c]!; row++) {
      const account = acts.account[row]!
      if (seen[account] !== c) present.push(account)
      seen[account] = c
    }
    const interval = cells.interval[c]!
    for (let i = 1; i < present.length; i++)
      for (let j = 0; j < i; j++) {
        const at = upsertPair(table, present[i]!, present[j]!)
        if (table.lastInterval[at] !== interval) table.observed[at]!++
        table.lastInterval[at] = interval
      }
  }
  for (table = prunePairs(table, least); table.size > MAX_PAIRS;)
    table = prunePairs(table, (least *= 2))
  return table
}

/** For each pair and lag in parts of a window, the intervals in which it occurs, likely cells left out. */
function countLags(
  { acts, cells, chance, likely, window }: Tested,
  met: PairTable,
  reach: number,
  parts: number,
): Uint16Array {
  const { account, time } = acts
  const bins = 2 * reach + 1
  const counts = new Uint16Array(met.size * bins)
  const last = new Int32Array(met.size * bins).fill(-1)
  const posts = new Int32Array(acts.accounts)
  for (let c = 0; c < cells.count; c++) {
    if (cells.accounts[c]! > CROWD || chance[c]! > likely) continue
    const present = countPosts(acts, cells, c, posts)
    const most = likely / chance[c]!
    const end = cells.end[c]!
    for (let i = cells.start[c]!; i < end; i++) {
      const a = account[i]!
      for (let j = i + 1; j < end; j++) {
        const b = account[j]!
        if (a === b || posts[a]! * posts[b]! > most) continue
        const at = findPair(met, a, b)
        if (at < 0) continue
        const lag = Math.round(((time[j]! - time[i]!) / window) * parts) * (a < b ? 1 : -1)
        const bin = at * bins + Math.max(0, Math.min(bins - 1, reach + lag))
        if (last[bin] === cells.interval[c]) continue
        last[bin] = cells.interval[c]!
        counts[bin]!++
      }
    }
    for (const a of present) posts[a] = 0
  }
  return counts
}
