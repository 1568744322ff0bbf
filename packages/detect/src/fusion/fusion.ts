/**
 * Fusion: the tests of all layers (a layer is a trace at a window) as one multiplex network.
 *
 * A pair's fused p is L * min over its layers of p (Bonferroni over the L layers, valid however the
 * layers depend on each other, and they do: the hashtags and the link of one post move together);
 * q follows by Benjamini and Hochberg over every pair that could have met in any layer. The evidence of an account is the sum over its `PARTNERS`
 * strongest partners of max(0, -log10 p - 1), a quarter of the same for overlap added, and its score
 * is evidence / (evidence + 10): the degree of coordination, 0 to 1. Weighing partners by p instead of counting acts in common is what keeps
 * the hyperactive from buying edges. Cost: linear in tested pairs, and a sort.
 *
 * Layers after Magelinski, Ng and Carley, A synchronized action framework (2022); multiplex networks
 * of co-actions after Luceri et al., Unmasking the web of deceit, WWW 2024.
 */
import type { Trace } from '../finding/finding.ts'
import { toQValues, type DiscoveryMethod } from '../significance/discovery.ts'
import { createPairs, upsertPair } from '../significance/pair-table.ts'
import type { PairOverlap } from '../significance/overlap.ts'
import type { PairSignificance } from '../significance/significance.ts'

/** Partners that count towards an account's evidence: a large crowd of weak ones must not add up. */
const PARTNERS = 5
const HALF_EVIDENCE = 10
/** Overlap without regard to time is weak evidence, and people of one interest have it too. */
const OVERLAP_WEIGHT = 0.25

export interface Layer {
  trace: Trace
  /** Seconds. */
  window: number
  tested: PairSignificance
}

/** The fused pairs, a < b, and the accounts' scores. */
export interface FusedPairs {
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
  /** Degree of coordination, 0 to 1, by account. */
  score: Float64Array
  tests: number
  /** Accounts that met another often enough to be tested. */
  accountsMet: number
}

/** Fuses layers over the same `accounts` accounts. */
export function fuseLayers(
  layers: readonly Layer[],
  accounts: number,
  overlap?: PairOverlap,
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
    score: scoreAccounts({ a, b, p }, overlap, accounts),
    tests,
    accountsMet: new Set([...a, ...b]).size,
  }
}

interface PairTails {
  a: Int32Array
  b: Int32Array
  p: Float64Array
}

function scoreAccounts(
  timed: PairTails,
  overlap: PairTails | undefined,
  accounts: number,
): Float64Array {
  const evidence = sumEvidence(timed, accounts)
  const shared = overlap ? sumEvidence(overlap, accounts) : new Float64Array(accounts)
  return evidence.map((own, account) => {
    const all = own + OVERLAP_WEIGHT * shared[account]!
    return all / (all + HALF_EVIDENCE)
  })
}

/** The evidence of each account's strongest partners. */
function sumEvidence({ a, b, p }: PairTails, accounts: number): Float64Array {
  const best = new Float64Array(accounts * PARTNERS)
  const note = (account: number, evidence: number): void => {
    let at = account * PARTNERS
    for (let k = at + 1; k < (account + 1) * PARTNERS; k++) if (best[k]! < best[at]!) at = k
    if (evidence > best[at]!) best[at] = evidence
  }
  for (let i = 0; i < p.length; i++) {
    const evidence = -Math.log10(Math.max(1e-300, p[i]!)) - 1
    if (evidence <= 0) continue
    note(a[i]!, evidence)
    note(b[i]!, evidence)
  }
  const sums = new Float64Array(accounts)
  for (let at = 0; at < best.length; at++) sums[Math.floor(at / PARTNERS)]! += best[at]!
  return sums
}
