/**
 * Interval-jitter test with strangers: is a pair of accounts in step more often than its company
 * explains?
 *
 * Null: time is cut into intervals of `spread` windows. What each account does to which object in
 * which interval stays as it is (so its activity, its rhythm, its interests and the object's
 * popularity and coarse burst stay); the moment within the interval is drawn, independently for
 * each act, from the object's own fine burst. Two acts then coincide (|dt| <= W) with chance c(cell),
 * a pair coincides in interval k with chance p_k = 1 - exp(-sum over its cells of n_a n_b c), and
 * the number of such intervals is a sum of independent trials, whose tail gives p.
 *
 * c(cell) = (x + K c0) / (n + K): x of the n pairs of posts among strangers in the cell coincide,
 * and c0 is that rate over all cells of like size, never below the uniform one. A stranger has no
 * suspected partner in the cell, where a pair is suspected when it is in step beyond the uniform
 * rate (p < `suspicion`) over the whole input; suspects whom the strangers' rate explains become
 * strangers in their turn, until few are released. So a crowd that reacts to the same moment explains
 * itself, and a closed group that always bursts together does not.
 *
 * With `floor` no pair is expected to be in step less often than if each day's acts had been dealt to
 * other authors (dealt.ts): within wide intervals all may be suspects, and too few strangers left to learn from.
 *
 * One interval counts once for a pair, however many objects it shared in it, so that three hashtags
 * in one post are not three coincidences. Cells of more than `viralAccounts` accounts are left out, and so are the
 * crowds of objects with millions of pairs (cells.ts); both are counted.
 *
 * Papers: Amarasingham, Harrison, Hatsopoulos and Geman, Conditional modeling and the jitter method
 * of spike resampling, J. Neurophysiol. 107 (2012); empirical null after Efron, JASA 99 (2004).
 * Accounts are then judged by all their partners at once (alignment.ts) and networks as wholes
 * (arbiter.ts), which keeps the level under random shifts of whole time lines too.
 * Limits: coincidences across an interval's edge are not counted (a loss of about 1 / spread); says
 * nothing of acts further apart than an interval; a closed group of innocents (one owner, one press
 * office, relays of one feed) is in step too, and is told apart by counter-evidence, not here.
 * Cost: the window count, and twice the candidate pairs present in each cell.
 */
import type { Acts } from '../../activity/acts.ts'
import { clockStep, toCells, type Cells, type Crowded } from './cells.ts'
import {
  countCoincidences,
  countStrangers,
  recountCoincidences,
  sumChances,
  toAdjacency,
} from './coincidence.ts'
import type { Tested } from './correlogram.ts'
import { toDays } from './days.ts'
import { raiseToDealt } from './dealt.ts'
import { toQValues, type DiscoveryMethod } from './discovery.ts'
import { createPairs, prunePairs, upsertPair, type PairTable } from './pair-table.ts'
import { trialsTail } from './tail.ts'

export type SignificanceOptions = {
  /** Length of an interval, in windows. */
  spread: number
  /** Intervals with a coincidence below which a pair is not tested (its p is 1); 0 tests all that met. */
  support: number
  /** Accounts in one cell above which it tells nothing and is left out. */
  viralAccounts: number
  /** p below which a pair is suspected. */
  suspicion: number
  /** Chance of a coincidence above which a cell tells nothing of a pair. */
  likely: number
  /** Weight of the pooled rate against a cell's own, in pairs of posts. */
  pooling: number
  method: DiscoveryMethod
  /** Whether to expect of no pair less than dealing each day's acts anew gives (dealt.ts). */
  floor: boolean
}

/** Most rounds of release, and the part of the suspects that must be released for another. */
const ROUNDS = 6
const RELEASED = 0.1
/** Times the expected count beyond which a suspect stays one. */
const FAR_BEYOND = 2

const DEFAULT_SIGNIFICANCE: SignificanceOptions = {
  spread: 30,
  support: 2,
  viralAccounts: 2000,
  suspicion: 0.01,
  likely: 0.25,
  pooling: 6,
  method: 'bh',
  floor: false,
}

/** One row for each tested pair, a < b. */
export type PairSignificance = {
  size: number
  a: Int32Array
  b: Int32Array
  /** Intervals in step, and how many chance gives. */
  observed: Int32Array
  expected: Float64Array
  p: Float64Array
  q: Float64Array
  /** ln((observed + 1/2) / (expected + 1/2)). */
  effect: Float64Array
  /** Pairs that could have coincided: the number of hypotheses behind q. */
  tests: number
  /** What so many share at once that it tells nothing, and was left out. */
  crowded: Crowded
}

/** With what the test knew, for judging accounts by their lags. */
export type JitterSignificance = {
  tested: Tested
} & PairSignificance

/** Tests every pair of accounts; `window` in ticks, `resolution` of the clock in ticks if known. */
export function measureSignificance(
  acts: Acts,
  window: number,
  given: Partial<SignificanceOptions> = {},
): JitterSignificance {
  const options = { ...DEFAULT_SIGNIFICANCE, ...given }
  const step = clockStep(acts)
  const length = options.spread * Math.max(window, step)
  const cells = toCells(acts, { length, window, limit: options.viralAccounts })
  const found = options.support > 0 ? createPairs(1024) : allPairs(acts, cells)
  countCoincidences(acts, cells, window, found)
  const pairs = prunePairs(found, options.support)
  const uniform = uniformChance(window, step, length)
  const all = toAdjacency(pairs, acts.accounts, () => true)
  const chance = new Float64Array(cells.count).fill(uniform)
  const chances = { chance, likely: options.likely }
  const days = toDays(acts)
  // Pairs that met too seldom for a test coincided too.
  const untested = sumOf(found) / Math.max(1, sumOf(pairs))
  const retest = (): Float64Array => {
    const byDay = recountCoincidences(acts, cells, window, chances, days, pairs)
    sumChances(acts, cells, chances, all, pairs)
    const coincidences = byDay.map((count) => count * untested)
    if (options.floor) raiseToDealt(days, coincidences, acts.accounts, pairs)
    return pTails(pairs)
  }
  let p = retest()
  const suspected = p.map((tail) => (tail < options.suspicion ? 1 : 0))
  for (let round = 0; round < ROUNDS; round++) {
    const known = toAdjacency(pairs, acts.accounts, (i) => suspected[i] === 1)
    const strangers = countStrangers(acts, cells, window, known)
    fitChances(cells, strangers, uniform, options.pooling, chance)
    p = retest()
    if (!releaseExplained(pairs, p, options.suspicion, suspected)) break
  }
  const tests = countTests(cells, acts.accounts)
  const q = toQValues(p, tests, options.method)
  return {
    size: pairs.size,
    a: pairs.a.subarray(0, pairs.size),
    b: pairs.b.subarray(0, pairs.size),
    observed: pairs.observed.subarray(0, pairs.size),
    expected: pairs.sum.subarray(0, pairs.size),
    p,
    q,
    effect: Float64Array.from(p, (_, i) =>
      Math.log((pairs.observed[i]! + 0.5) / (pairs.sum[i]! + 0.5)),
    ),
    tests,
    crowded: cells.crowded,
    tested: { acts, cells, ...chances, window: Math.max(window, step), length, uniform },
  }
}

function sumOf({ observed, size }: PairTable): number {
  return observed.subarray(0, size).reduce((sum, count) => sum + count, 0)
}

/** Chance that two moments of an interval, each uniform on the clock's grid, are within the window. */
export function uniformChance(window: number, step: number, length: number): number {
  const slots = Math.max(1, Math.round(length / step))
  const reach = Math.min(slots - 1, Math.floor(window / step))
  return (slots + 2 * reach * slots - reach * (reach + 1)) / (slots * slots)
}

/** Lets go of suspects whom the strangers' rate explains; tells whether they were many. */
function releaseExplained(
  pairs: PairTable,
  p: Float64Array,
  suspicion: number,
  suspected: Float64Array,
): boolean {
  let before = 0
  let released = 0
  for (let i = 0; i < p.length; i++) {
    if (suspected[i] === 0) continue
    before++
    // Among few acts p alone would let go of a group that is always in step.
    if (p[i]! < suspicion || pairs.observed[i]! > FAR_BEYOND * pairs.sum[i]!) continue
    suspected[i] = 0
    released++
  }
  return released > before * RELEASED
}

function pTails(pairs: PairTable): Float64Array {
  const p = new Float64Array(pairs.size)
  for (let i = 0; i < pairs.size; i++)
    p[i] = trialsTail(pairs.observed[i]!, pairs.sum[i]!, pairs.sumOfSquares[i]!)
  return p
}

/** The chance of each cell from its strangers, shrunk to the rate of cells of like size. */
function fitChances(
  cells: Cells,
  strangers: { coincidences: Float64Array; pairs: Float64Array },
  uniform: number,
  pooling: number,
  chance: Float64Array,
): void {
  const classes = 16
  const hits = new Float64Array(classes)
  const all = new Float64Array(classes)
  const sizeClass = (c: number): number =>
    Math.min(classes - 1, Math.floor(Math.log2(Math.max(2, cells.accounts[c]!))))
  for (let c = 0; c < cells.count; c++) {
    // A cell counts once in the pool, whatever its size, so that one crowd does not speak for all.
    const weight = strangers.pairs[c]! > 0 ? 1 / Math.sqrt(strangers.pairs[c]!) : 0
    hits[sizeClass(c)]! += weight * strangers.coincidences[c]!
    all[sizeClass(c)]! += weight * strangers.pairs[c]!
  }
  for (let c = 0; c < cells.count; c++) {
    const k = sizeClass(c)
    const pooled = Math.max(uniform, (hits[k]! + uniform) / (all[k]! + 1))
    const own = strangers.coincidences[c]! + pooling * pooled
    chance[c] = Math.max(uniform, own / (strangers.pairs[c]! + pooling))
  }
}

/** Every pair that shares a cell, with nothing counted yet. */
function allPairs(acts: Acts, cells: Cells): PairTable {
  const pairs = createPairs(1024)
  for (let c = 0; c < cells.count; c++)
    for (let i = cells.start[c]!; i < cells.end[c]!; i++)
      for (let j = cells.start[c]!; j < i; j++)
        if (acts.account[i] !== acts.account[j])
          upsertPair(pairs, acts.account[i]!, acts.account[j]!)
  return pairs
}

/** Pairs that share a cell, at most: the hypotheses that could ever be rejected. */
function countTests(cells: Cells, accounts: number): number {
  let meetings = 0
  for (let c = 0; c < cells.count; c++)
    meetings += (cells.accounts[c]! * (cells.accounts[c]! - 1)) / 2
  return Math.min(meetings, (accounts * (accounts - 1)) / 2)
}
