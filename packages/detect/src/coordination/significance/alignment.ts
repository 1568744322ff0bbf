/**
 * Alignment: do an account's partners stand at lag zero, or merely at some lag?
 *
 * Null: every account's whole time line is moved by its own random offset of up to `REACH` windows of
 * the run either way, which keeps its activity, rhythm and gaps, and each object's burst down to that
 * scale. A pair that repeats one another's acts at a fixed lag passes any test of a single pair once
 * the offsets happen to cancel that lag, so an account is judged by all its partners: n of them are in
 * step with it at some lag, each at lag zero by luck with chance m (the part of the offsets' triangular
 * law on its sticky lags), and k are. Given the account's own offset the others are independent, so
 * p = P(K >= k) for a sum of trials with chances m; with k = 1 it is 1, for one partner convicts nobody.
 *
 * Conditional on the lags, as the permutation of spike trains in Perkel, Gerstein and Moore, Biophys. J.
 * 7 (1967); time-line shifts as surrogates after Amarasingham et al., J. Neurophysiol. 107 (2012).
 * Limit: a shift says nothing of synchrony much coarser than itself. Cost: linear in sticky lags.
 */
import { toQValues, type DiscoveryMethod } from './discovery.ts'
import { createPairs, upsertPair, type PairTable } from './pair-table.ts'
import type { StickyLags } from './correlogram.ts'
import { trialsTail } from './tail.ts'

/** Windows of the run by which a time line may move either way. */
const REACH = 30

/** Lags in windows of the run, -SIGHT to SIGHT, that are kept for each pair. */
export const SIGHT = 31
export const LAGS = 2 * SIGHT + 1

/** Pairs with a sticky lag, in some test or another. */
export type StickyPairs = {
  /** `sum` is the chance of standing at lag zero by luck. */
  pairs: PairTable
  /** 1 for each sticky lag in tests at the run's own window: LAGS to a pair. */
  lags: Uint8Array
}

export type Alignment = {
  /** Partners in step at any lag, and at lag zero, of each account. */
  partners: Int32Array
  aligned: Int32Array
  /** P(as many at lag zero by luck); 1 for accounts with fewer than two partners in step. */
  p: Float64Array
  q: Float64Array
}

/** Joins the sticky lags of several tests; `scale` is a test's window in windows of the run. */
export function joinStickyLags(
  tests: readonly { scale: number; sticky: StickyLags }[],
): StickyPairs {
  const pairs = createPairs(1024)
  for (const { sticky } of tests)
    for (let i = 0; i < sticky.a.length; i++) upsertPair(pairs, sticky.a[i]!, sticky.b[i]!)
  const lags = new Uint8Array(pairs.size * LAGS)
  for (const { scale, sticky } of tests)
    for (let i = 0; i < sticky.a.length; i++) {
      const at = upsertPair(pairs, sticky.a[i]!, sticky.b[i]!)
      const lag = sticky.lag[i]!
      if (scale === 1 && Math.abs(lag) <= SIGHT) {
        if (lags[at * LAGS + lag + SIGHT] === 1) continue
        lags[at * LAGS + lag + SIGHT] = 1
      }
      pairs.sum[at] = Math.min(1, pairs.sum[at]! + massAt(lag, scale, 1 / sticky.parts))
    }
  return { pairs, lags }
}

/** Part of the offsets' law in a bin of `width` windows about the lag; for the run's own window, of those it can see. */
function massAt(lag: number, scale: number, width = 1): number {
  const within = (x: number): number => {
    const part = Math.min(1, Math.abs(x) / (2 * REACH))
    return Math.sign(x) * (part - (part * part) / 2)
  }
  const mass = within((lag + width / 2) * scale) - within((lag - width / 2) * scale)
  return scale === 1 ? mass / (2 * within(REACH)) : mass
}

/** Judges every account; pairs (a[i], b[i]) are those in step at lag zero. */
export function measureAlignment(
  sticky: StickyPairs,
  inStep: { a: ArrayLike<number>; b: ArrayLike<number> },
  accounts: number,
  method: DiscoveryMethod = 'bh',
): Alignment {
  const partners = new Int32Array(accounts)
  const aligned = new Int32Array(accounts)
  const sum = new Float64Array(accounts)
  const squares = new Float64Array(accounts)
  const pairs = sticky.pairs
  for (let i = 0; i < inStep.a.length; i++) {
    aligned[inStep.a[i]!]!++
    aligned[inStep.b[i]!]!++
    upsertPair(pairs, inStep.a[i]!, inStep.b[i]!)
  }
  const least = massAt(0, 1) * 2
  for (let i = 0; i < pairs.size; i++)
    for (const account of [pairs.a[i]!, pairs.b[i]!]) {
      const mass = Math.max(least, pairs.sum[i]!)
      partners[account]!++
      sum[account]! += mass
      squares[account]! += mass * mass
    }
  const judged = [...partners.keys()].filter((account) => partners[account]! > 0)
  const p = new Float64Array(accounts).fill(1)
  for (const account of judged)
    if (aligned[account]! > 1)
      p[account] = trialsTail(aligned[account]!, sum[account]!, squares[account]!)
  const rates = toQValues(
    Float64Array.from(judged, (account) => p[account]!),
    judged.length,
    method,
  )
  const q = new Float64Array(accounts).fill(1)
  judged.forEach((account, i) => (q[account] = rates[i]!))
  return { partners, aligned, p, q }
}
