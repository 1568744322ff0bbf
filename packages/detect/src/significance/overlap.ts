/**
 * Overlap: pairs of accounts that share more, and rarer, objects than their activity gives, whenever
 * they did so.
 *
 * With d acts on shared objects for each account and k accounts for each object, two accounts would
 * share d_a d_b * sum_o k_o (k_o - 1) / (sum_o k_o)^2 objects by chance; each object actually shared
 * counts ln(N / k_o) / ln(N / 2), so that a rare one counts fully and one that everybody used hardly.
 * p is the Poisson tail at the whole weight. Objects of more than `limit` accounts are left out.
 *
 * Null: the bipartite configuration model (Saracco et al., New J. Phys. 19, 2017) in its sparse
 * limit. Limit: people of one interest share more than that as well, so overlap ranks accounts but
 * convicts nobody; only synchrony does. Cost: sum of k^2 over the objects.
 */
import type { Acts } from '../coaction/acts.ts'
import { createPairs, prunePairs, upsertPair } from './pair-table.ts'
import { poissonTail } from './tail.ts'

export interface PairOverlap {
  size: number
  a: Int32Array
  b: Int32Array
  p: Float64Array
}

/** Overlap of all pairs that share at least two objects. */
export function measureOverlap(acts: Acts, limit = 200): PairOverlap {
  const degree = new Int32Array(acts.accounts)
  const seen = new Int32Array(acts.accounts).fill(-1)
  const members: number[][] = []
  for (let o = 0; o + 1 < acts.objectStart.length; o++) {
    const present: number[] = []
    for (let row = acts.objectStart[o]!; row < acts.objectStart[o + 1]!; row++) {
      const account = acts.account[row]!
      if (seen[account] !== o) present.push(account)
      seen[account] = o
    }
    if (present.length < 2 || present.length > limit) continue
    for (const account of present) degree[account]!++
    members.push(present)
  }
  const active = degree.reduce((sum, d) => sum + (d > 0 ? 1 : 0), 0)
  const total = degree.reduce((sum, d) => sum + d, 0)
  let meetings = 0
  let table = createPairs(1024)
  for (const present of members) {
    const k = present.length
    meetings += k * (k - 1)
    const weight = Math.log(Math.max(2, active) / k) / Math.log(Math.max(3, active) / 2)
    for (let i = 1; i < k; i++)
      for (let j = 0; j < i; j++) {
        const at = upsertPair(table, present[i]!, present[j]!)
        table.observed[at]!++
        table.sum[at]! += Math.max(0, weight)
      }
  }
  const weights = table
  table = prunePairs(table, 2)
  const p = new Float64Array(table.size)
  const scale = total > 0 ? meetings / (total * total) : 0
  for (let i = 0; i < table.size; i++) {
    const weight = weights.sum[upsertPair(weights, table.a[i]!, table.b[i]!)]!
    const expected = degree[table.a[i]!]! * degree[table.b[i]!]! * scale
    p[i] = poissonTail(weight, expected)
  }
  return {
    size: table.size,
    a: table.a.subarray(0, table.size),
    b: table.b.subarray(0, table.size),
    p,
  }
}
