/**
 * Overlap: pairs of accounts that share more, and rarer, objects than their activity gives, whenever
 * within the window they did so.
 *
 * Null: the bipartite configuration model (Saracco et al., New J. Phys. 19, 2017) in its sparse limit
 * gives a pair mu = d_a d_b s shared objects, d the objects of an account and s the meetings of all
 * pairs over the square of all d. People of one interest share more than that, so the pair's own rate
 * is mu times a gamma variable of mean 1 and shape r, and its count negative binomial, as DuMouchel,
 * The American Statistician 53 (1999), has it for large sparse tables:
 *
 *   p = P(N >= n) = I_x(n, r),   x = mu / (mu + r)
 *
 * 1 + 1/r is the number of pairs with exactly two shared objects over the number that mu alone gives;
 * larger counts, where operations are, have no say in it. Each object shared counts
 * ln(N / k) / ln(N / 2) for its k of N accounts, so that a rare one counts fully and a common one
 * hardly. Objects of more than `limit` accounts are left out.
 *
 * An account is judged by its second-best partner, for one alone never convicts: with A others,
 * P(two or more at p or below) is at most (A p)^2 / 2.
 *
 * Limits: keeps no rhythm, no burst and no interest but by r, so that a closed group of readers of one
 * newsletter is found as well; shifting time lines by less than the window leaves it as it is. Only runs
 * with a window beyond five minutes convict by it. Cost: pairs of acts in the window on the objects kept.
 */
import type { Acts } from '../../activity/acts.ts'
import { SlidingCounters } from '../coaction/sliding.ts'
import type { Crowded } from './cells.ts'
import { toQValues } from './discovery.ts'
import { createPairs, prunePairs, upsertPair, type PairTable } from './pair-table.ts'
import type { PairSignificance } from './significance.ts'
import { betaTail, poissonTail } from './tail.ts'

/** Above this shape the gamma variable hardly varies and the tail is Poisson's. */
const LARGEST_SHAPE = 100
const SMALLEST_SHAPE = 0.02

export type OverlapOptions = {
  /** Ticks between two acts that count as shared. */
  window: number
  /** Accounts of an object above which it tells nothing. */
  limit: number
  /** Shared objects below which a pair is not tested. */
  support: number
}

export const DEFAULT_OVERLAP: OverlapOptions = { window: Infinity, limit: 200, support: 2 }

/** Overlap of all pairs that share at least `support` objects. */
export function measureOverlap(
  acts: Acts,
  { window, limit, support } = DEFAULT_OVERLAP,
): PairSignificance {
  const degree = new Int32Array(acts.accounts)
  const { met, crowded } = countShared(acts, window, limit, degree)
  const total = degree.reduce((sum, d) => sum + d, 0)
  const meetings = met.observed.subarray(0, met.size).reduce((sum, n) => sum + n, 0)
  const scale = total > 0 ? (2 * meetings) / (total * total) : 0
  const shape = fitShape(met, degree, scale)
  const pairs = prunePairs(met, support)
  const { size } = pairs
  const p = new Float64Array(size)
  const expected = new Float64Array(size)
  const effect = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const [a, b] = [pairs.a[i]!, pairs.b[i]!]
    const weight = met.sum[upsertPair(met, a, b)]!
    expected[i] = degree[a]! * degree[b]! * scale
    p[i] = countTail(weight, expected[i]!, shape)
    effect[i] = Math.log((weight + 0.5) / (expected[i]! + 0.5))
  }
  const active = degree.reduce((sum, d) => sum + (d > 0 ? 1 : 0), 0)
  const tests = (active * (active - 1)) / 2
  const columns = { a: pairs.a.subarray(0, size), b: pairs.b.subarray(0, size) }
  const observed = pairs.observed.subarray(0, size)
  const q = toQValues(p, tests)
  return { size, ...columns, observed, expected, p, q, effect, tests, crowded }
}

/** For each account the rate of false finds at which it overlaps with two others or more. */
export function judgeOverlap({ a, b, p, size }: PairSignificance, accounts: number): Float64Array {
  const best = new Float64Array(accounts).fill(1)
  const second = new Float64Array(accounts).fill(1)
  for (let i = 0; i < size; i++)
    for (const account of [a[i]!, b[i]!])
      if (p[i]! < best[account]!) {
        second[account] = best[account]!
        best[account] = p[i]!
      } else second[account] = Math.min(second[account]!, p[i]!)
  return toQValues(
    second.map((tail) => Math.min(1, (accounts * tail) ** 2 / 2)),
    accounts,
  )
}

type Counting = {
  readonly table: PairTable
  readonly counters: SlidingCounters
  /** Room for a number of each account on the object at hand. */
  readonly place: Int32Array
}

/** Pairs with their shared objects, each account's objects in `degree`, and the objects of more than `limit` accounts. */
function countShared(
  acts: Acts,
  window: number,
  limit: number,
  degree: Int32Array,
): { met: PairTable; crowded: Crowded } {
  const seen = new Int32Array(acts.accounts).fill(-1)
  const sizes = new Int32Array(acts.objectStart.length - 1)
  for (let o = 0; o < sizes.length; o++)
    for (let row = acts.objectStart[o]!; row < acts.objectStart[o + 1]!; row++) {
      if (seen[acts.account[row]!] !== o) sizes[o]!++
      seen[acts.account[row]!] = o
    }
  seen.fill(-1)
  const used = (o: number): boolean => sizes[o]! > 1 && sizes[o]! <= limit
  for (let o = 0; o < sizes.length; o++) {
    if (!used(o)) continue
    for (let row = acts.objectStart[o]!; row < acts.objectStart[o + 1]!; row++) {
      const account = acts.account[row]!
      if (seen[account] !== o) degree[account]!++
      seen[account] = o
    }
  }
  const active = Math.max(
    3,
    degree.reduce((sum, d) => sum + (d > 0 ? 1 : 0), 0),
  )
  const table = createPairs(1024)
  const counters = new SlidingCounters(acts.accounts)
  const counting = { table, counters, place: new Int32Array(acts.accounts) }
  for (let o = 0; o < sizes.length; o++)
    if (used(o)) {
      const weight = Math.max(0, Math.log(active / sizes[o]!) / Math.log(active / 2))
      countObject(acts, o, window, weight, counting)
    }
  const left = [...sizes.keys()].filter((o) => sizes[o]! > limit)
  const lost = left.reduce((sum, o) => sum + acts.objectStart[o + 1]! - acts.objectStart[o]!, 0)
  return { met: table, crowded: { moments: left.length, acts: lost } }
}

/**
 * Each act meets the accounts present, however often these acted, and who met is marked before a pair is looked up: a few
 * accounts may meet a million times on one object.
 */
function countObject(
  acts: Acts,
  object: number,
  window: number,
  weight: number,
  { table, counters, place }: Counting,
): void {
  const [start, end] = [acts.objectStart[object]!, acts.objectStart[object + 1]!]
  const { slotAccount } = counters
  let accounts = 0
  for (let row = start; row < end; row++) place[acts.account[row]!] = -1
  for (let row = start; row < end; row++)
    if (place[acts.account[row]!] === -1) place[acts.account[row]!] = accounts++
  const met = new Uint8Array(accounts * accounts)
  counters.open(acts, start, end)
  for (let row = start; row < end; row++) {
    const mine = acts.account[row]!
    counters.forget(acts.time[row]! - window)
    for (let k = 0; k < counters.present; k++) {
      const other = slotAccount[k]!
      const pair = place[mine]! * accounts + place[other]!
      if (other === mine || met[pair] === 1) continue
      met[pair] = met[place[other]! * accounts + place[mine]!] = 1
      const at = upsertPair(table, other, mine)
      table.observed[at]!++
      table.sum[at]! += weight
    }
    counters.add(row)
  }
  counters.close()
}

/** The shape r from the pairs that share exactly two objects. */
function fitShape(met: PairTable, degree: Int32Array, scale: number): number {
  let twice = 0
  for (let i = 0; i < met.size; i++) if (met.observed[i] === 2) twice++
  const squares = degree.reduce((sum, d) => sum + d * d, 0)
  const fourth = degree.reduce((sum, d) => sum + d ** 4, 0)
  const byChance = (scale * scale * (squares * squares - fourth)) / 4
  const excess = twice / Math.max(1e-9, byChance) - 1
  return Math.max(SMALLEST_SHAPE, Math.min(LARGEST_SHAPE, 1 / Math.max(1e-9, excess)))
}

function countTail(count: number, mean: number, shape: number): number {
  if (shape >= LARGEST_SHAPE) return poissonTail(count, mean)
  return count <= 0 ? 1 : betaTail(count, shape, mean / (mean + shape)) || Number.MIN_VALUE
}
