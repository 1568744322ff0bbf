/**
 * Empirical null: the quarter of the accounts just above the middle shows how the innocent scatter.
 *
 *   p(z) = 1 - Phi((z - q50) / sigma),   sigma = (q75 - q50) / 0.6745;   q by Benjamini and Hochberg
 *
 * What is found at `rate` is taken out and the null fitted once more. Only accounts that may be in a pair (pair-counts.ts) are judged and show how the innocent
 * scatter: others stand all at one place, and a million who shared one thing once would make everybody else look out of the ordinary. Holds where at least half of the accounts
 * are innocent, and well where most are. B. Efron, Large-scale simultaneous hypothesis testing, JASA 99 (2004).
 * Cost: a sort, twice.
 */
import { toQValues } from '../significance/discovery.ts'
import { quantile, spreadOf } from './like-activity.ts'

/** Standings are in spreads, a mean of several scatters by no less than half of one. */
const LEAST_SIGMA = 0.5

/** `standing(found)` gives everybody's z when those found do not count as company; `isTested` tells who could stand out. */
export function judge(
  standing: (found: Uint8Array) => Float64Array,
  isTested: (account: number) => boolean,
  accounts: number,
  rate: number,
): { z: Float64Array; q: Float64Array } {
  const tested = [...new Uint8Array(accounts).keys()].filter(isTested)
  let found = new Uint8Array(accounts)
  let z: Float64Array = new Float64Array(accounts)
  let q: Float64Array = new Float64Array(accounts).fill(1)
  for (let round = 0; round < 2; round++) {
    z = standing(found)
    const rest = Float64Array.from(
      tested.filter((account) => found[account] === 0),
      (account) => z[account]!,
    ).sort()
    const middle = quantile(rest, 0.5)
    const sigma = Math.max(LEAST_SIGMA, spreadOf(rest))
    const rates = toQValues(
      Float64Array.from(tested, (account) => normalTail((z[account]! - middle) / sigma)),
      tested.length,
    )
    q = new Float64Array(accounts).fill(1)
    tested.forEach((account, k) => (q[account] = rates[k]!))
    found = Uint8Array.from(q, (value) => (value <= rate ? 1 : 0))
  }
  return { z, q }
}

/** P(X >= z) of a standard normal, by its series and in the tail by a continued fraction. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z)
  if (z > 5) return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * millsRatio(z)
  let term = z
  let sum = z
  for (let n = 1; n < 200 && term > 1e-17 * sum; n++) sum += term *= (z * z) / (2 * n + 1)
  return Math.max(0, 0.5 - (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI))
}

/** P(X >= z) / density, by Laplace's continued fraction. */
function millsRatio(z: number): number {
  let below = z
  for (let n = 40; n >= 1; n--) below = z + n / below
  return 1 / below
}
