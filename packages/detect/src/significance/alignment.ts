/**
 * Alignment: do an account's partners stand at lag zero, or merely at some lag?
 *
 * Moving whole time lines at random leaves some pairs in step by luck, and a pair that repeats one
 * another's acts at a fixed lag passes any test of a single pair once that lag happens to be zero.
 * So an account is judged by all its partners: n of them repeat its acts at some fixed lag within an
 * interval (a sharp peak in the histogram of lags), k of those at lag zero. If lags were luck, each
 * would be at zero with chance `share` = 2 / spread, and p = P(Binomial(n, share) >= k). One
 * partner alone can therefore never convict; a closed group of four or more can.
 *
 * After the peak test of cross-correlograms in Perkel, Gerstein and Moore, Biophys. J. 7 (1967).
 * Cost: the pairs of posts that a suspected account has with others in its cells.
 */
import type { Acts } from '../coaction/acts.ts'
import type { Cells } from './cells.ts'
import { createPairs, findPair, prunePairs, upsertPair, type PairTable } from './pair-table.ts'
import { betaTail, poissonTail } from './tail.ts'

/** Intervals that a pair must share before its lags are looked at. */
const MIN_SHARED = 2
/** Most pairs whose lags are kept: about 80 MB of histograms. */
const MAX_PAIRS = 300_000
/** Chance below which the highest bar of a histogram is a peak. */
const PEAK = 0.01

export interface Alignment {
  /** Partners in step at any lag, and at lag zero, of each account. */
  partners: Int32Array
  aligned: Int32Array
  /** P(as many at lag zero by luck); 1 for accounts without partners. */
  p: Float64Array
}

/** Judges every account that has a pair among `inStep` (positions in `pairs`). */
export function measureAlignment(
  acts: Acts,
  cells: Cells,
  settings: { window: number; length: number; share: number },
  pairs: PairTable,
  inStep: Uint8Array,
): Alignment {
  const suspect = new Uint8Array(acts.accounts)
  for (let i = 0; i < pairs.size; i++)
    if (inStep[i] === 1) suspect[pairs.a[i]!] = suspect[pairs.b[i]!] = 1
  const met = frequentMeetings(acts, cells, suspect)
  const bins = 2 * Math.ceil(settings.length / Math.max(1, settings.window)) + 1
  const peaked = findPeaks(acts, cells, suspect, met, settings.window, bins)
  const partners = new Int32Array(acts.accounts)
  const aligned = new Int32Array(acts.accounts)
  const add = (counts: Int32Array, a: number, b: number): void => {
    counts[a]!++
    counts[b]!++
  }
  for (let i = 0; i < pairs.size; i++) {
    if (inStep[i] !== 1) continue
    add(aligned, pairs.a[i]!, pairs.b[i]!)
    add(partners, pairs.a[i]!, pairs.b[i]!)
  }
  for (let i = 0; i < met.size; i++) {
    if (peaked[i] !== 1) continue
    const known = findPair(pairs, met.a[i]!, met.b[i]!)
    if (known < 0 || inStep[known] !== 1) add(partners, met.a[i]!, met.b[i]!)
  }
  const p = new Float64Array(acts.accounts).fill(1)
  for (let a = 0; a < p.length; a++)
    if (aligned[a]! > 0) p[a] = binomialTail(aligned[a]!, partners[a]!, settings.share)
  return { partners, aligned, p }
}

/** P(X >= k) for X ~ Binomial(n, chance). */
function binomialTail(k: number, n: number, chance: number): number {
  return k <= 0 ? 1 : k === n ? chance ** n : betaTail(k, n - k + 1, chance)
}

/** Pairs with a suspected account and the number of intervals in which they share a cell. */
export function countMeetings(
  acts: Acts,
  cells: Cells,
  suspect: Uint8Array,
  support = 0,
): PairTable {
  let table = createPairs(1024)
  const seen = new Int32Array(acts.accounts).fill(-1)
  for (let c = 0; c < cells.count; c++) {
    const present: number[] = []
    for (let row = cells.start[c]!; row < cells.end[c]!; row++) {
      const account = acts.account[row]!
      if (seen[account] !== c) present.push(account)
      seen[account] = c
    }
    const interval = cells.interval[c]!
    for (const a of present)
      if (suspect[a] === 1)
        for (const b of present) {
          if (a === b || (suspect[b] === 1 && b < a)) continue
          const at = upsertPair(table, a, b)
          if (table.lastInterval[at] !== interval) table.observed[at]!++
          table.lastInterval[at] = interval
        }
    if (support > 0 && table.size > MAX_PAIRS * 4) table = prunePairs(table, support)
  }
  return table
}

/** The pairs whose lags are worth a look, those that met most if there are too many. */
function frequentMeetings(acts: Acts, cells: Cells, suspect: Uint8Array): PairTable {
  let support = MIN_SHARED
  let kept = prunePairs(countMeetings(acts, cells, suspect, support), support)
  while (kept.size > MAX_PAIRS) kept = prunePairs(kept, (support *= 2))
  return kept
}

/** Marks the pairs whose lags, in windows, pile up in one place. */
function findPeaks(
  acts: Acts,
  cells: Cells,
  suspect: Uint8Array,
  met: PairTable,
  window: number,
  bins: number,
): Uint8Array {
  const counts = new Uint16Array(met.size * bins)
  const last = new Int32Array(met.size * bins).fill(-1)
  const total = new Float64Array(met.size)
  const middle = (bins - 1) / 2
  for (let c = 0; c < cells.count; c++) {
    const end = cells.end[c]!
    for (let i = cells.start[c]!; i < end; i++) {
      const a = acts.account[i]!
      for (let j = i + 1; j < end; j++) {
        const b = acts.account[j]!
        if (a === b || (suspect[a] === 0 && suspect[b] === 0)) continue
        const at = findPair(met, a, b)
        if (at < 0) continue
        const lag = ((acts.time[j]! - acts.time[i]!) / Math.max(1, window)) * (a < b ? 1 : -1)
        const bin = at * bins + Math.max(0, Math.min(bins - 1, Math.round(middle + lag)))
        if (last[bin] === cells.interval[c]) continue
        last[bin] = cells.interval[c]!
        counts[bin]!++
        total[at]!++
      }
    }
  }
  const peaked = new Uint8Array(met.size)
  for (let at = 0; at < met.size; at++) {
    let highest = 0
    for (let bin = at * bins; bin < (at + 1) * bins; bin++)
      highest = Math.max(highest, counts[bin]!)
    const chance = highest < 2 ? 1 : bins * poissonTail(highest, (1.5 * total[at]!) / bins)
    peaked[at] = chance < PEAK ? 1 : 0
  }
  return peaked
}
