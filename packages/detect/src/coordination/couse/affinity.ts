/** Affinity: how often strangers like the two accounts of each pair would have met, and how often each account met anybody. */
import type { Expectation } from './expectation.ts'
import { CLASSES, MET, MET_ONCE, NEVER_MET, WIDEST, type PairCounts } from './pair-counts.ts'

/** Meetings that an account is given beforehand. */
const PRIOR = 3

export type Affinity = {
  /** For each pair that met twice, in the order of the counts. */
  readonly expected: Float32Array
  /** For each account, of all pairs that it is in. */
  readonly met: Float64Array
}

export function toAffinity(pairs: PairCounts, { mean }: Expectation, accounts: number): Affinity {
  const { size, a, b, kind, population, kept } = pairs
  const weight = [MET, MET_ONCE, NEVER_MET].map((k) => population[k]! / Math.max(1, kept[k]!))
  const met = new Float64Array(accounts).fill(PRIOR)
  const expected = new Float32Array(kept[MET])
  let k = 0
  for (let row = 0; row < size; row++) {
    const count = weight[kind[row]!]! * pairs.met[row * CLASSES + WIDEST]!
    met[a[row]!]! += count
    met[b[row]!]! += count
    if (kind[row] === MET) expected[k++] = mean[row * CLASSES + WIDEST]!
  }
  return { expected, met }
}
