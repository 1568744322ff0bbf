/**
 * Fusion: the tests of all layers (a layer is a trace at a window) as one multiplex network.
 *
 * A pair's fused p is L * min over its layers of p (Bonferroni over the L layers, valid however the
 * layers depend on each other, and they do: the hashtags and the link of one post move together);
 * q follows by Benjamini and Hochberg over every pair that could have met in any layer. Limit: the
 * factor L is paid whether layers agree or not. Cost: linear in tested pairs, and a sort.
 *
 * Layers after Magelinski, Ng and Carley, A synchronized action framework (2022); multiplex networks
 * of co-actions after Luceri et al., Unmasking the web of deceit, WWW 2024.
 */
import type { Trace } from '../../activity/trace.ts'
import { toQValues, type DiscoveryMethod } from '../significance/discovery.ts'
import { createPairs, upsertPair } from '../significance/pair-table.ts'
import type { PairSignificance } from '../significance/significance.ts'

export type Layer = {
  trace: Trace
  /** Seconds. */
  window: number
  tested: PairSignificance
}

/** The fused pairs, a < b, and the accounts' scores. */
export type FusedPairs = {
  size: number
  a: Int32Array
  b: Int32Array
  p: Float64Array
  q: Float64Array
  /** The layer in which the pair is least likely by chance, and its row there. */
  layer: Int32Array
  row: Int32Array
  /** Layers in which the pair's own p is at most 0.01. */
  layersInStep: Int32Array
  tests: number
  /** Accounts that met another often enough to be tested. */
  accountsMet: number
}

/** Fuses layers over the same `accounts` accounts. */
export function fuseLayers(
  layers: readonly Layer[],
  accounts: number,
  method: DiscoveryMethod = 'bh',
): FusedPairs {
  const pairs = createPairs(1024)
  for (const { tested } of layers)
    for (let i = 0; i < tested.size; i++) upsertPair(pairs, tested.a[i]!, tested.b[i]!)
  const { size } = pairs
  const p = new Float64Array(size).fill(1)
  const layer = new Int32Array(size)
  const row = new Int32Array(size)
  const layersInStep = new Int32Array(size)
  layers.forEach(({ tested }, l) => {
    for (let i = 0; i < tested.size; i++) {
      const at = upsertPair(pairs, tested.a[i]!, tested.b[i]!)
      if (tested.p[i]! <= 0.01) layersInStep[at]!++
      if (tested.p[i]! > p[at]!) continue
      p[at] = tested.p[i]!
      layer[at] = l
      row[at] = i
    }
  })
  for (let at = 0; at < size; at++) p[at] = Math.min(1, p[at]! * layers.length)
  const meetings = layers.reduce((sum, { tested }) => sum + tested.tests, 0)
  const tests = Math.min(meetings, (accounts * (accounts - 1)) / 2)
  const a = pairs.a.subarray(0, size)
  const b = pairs.b.subarray(0, size)
  return {
    size,
    a,
    b,
    p,
    q: toQValues(p, tests, method),
    layer,
    row,
    layersInStep,
    tests,
    accountsMet: new Set([...a, ...b]).size,
  }
}
