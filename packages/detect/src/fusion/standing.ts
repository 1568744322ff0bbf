/** How a run's pairs and accounts stand against chance: every trace tested, and all of them fused. */
import { toTicks, type Acts } from '../coaction/acts.ts'
import type { Trace } from '../finding/finding.ts'
import { distinctObjects } from '../significance/distinct.ts'
import { measureOverlap, type PairOverlap } from '../significance/overlap.ts'
import { poolActs } from '../significance/pool.ts'
import { measureSignificance, type PairSignificance } from '../significance/significance.ts'
import { fuseLayers, type FusedPairs, type Layer } from './fusion.ts'
import { findLags, judgeAccounts, type JudgementOptions } from './judgement.ts'

/** Beside the run's own window a wider one is tested, for operations that take their time. */
export const WIDER = 10
/** Above this many seconds an interval would span days, and the rhythm of the day with it. */
const WIDEST = 3600
const STRAY = 0.04

export interface FusedNetwork extends FusedPairs {
  /** Rate of false finds at which an account stands in step with a group, by account. */
  accountQ: Float64Array
  /** Fused p up to which a pair joins accounts that stand. */
  limit: number
}

/** The test of one trace at the run's own window, and its accounts judged by it alone. */
export interface TraceStanding {
  tested: PairSignificance
  accountQ: Float64Array
}

export interface Standing {
  fused: FusedNetwork
  overlap: PairOverlap
  layers: readonly Layer[]
  /** The acts of all traces as one. */
  pooled: Acts
  ofTrace: ReadonlyMap<Trace, TraceStanding>
}

/** Tests `traces` (same accounts, same clock) at `window` seconds; null where time does not count. */
export async function measureStanding(
  traces: ReadonlyMap<Trace, Acts>,
  window: number,
  options: JudgementOptions,
): Promise<Standing | null> {
  if (traces.size === 0 || !Number.isFinite(window) || window > WIDEST) return null
  const pooled = poolActs([...traces.values()])
  const distinct = traces.size > 1 ? distinctObjects(pooled) : pooled
  const layers: Layer[] = []
  const windows = window > 0 && window * WIDER <= WIDEST ? [window, window * WIDER] : [window]
  const tested = new Map<Trace, Acts>(traces)
  if (traces.size > 1) tested.set('fused', distinct)
  for (const [trace, acts] of tested)
    for (const seconds of windows) {
      const test = measureSignificance(acts, toTicks(acts, seconds))
      layers.push({ trace, window: seconds, tested: test })
      await options.breathe()
    }
  const overlap = measureOverlap(distinct)
  const pairs = fuseLayers(layers, pooled.accounts, overlap)
  const limit = limitInStep(pairs, layers.length, options.rate)
  const inStep = pairs.p.reduce((count, p) => count + (p <= limit * layers.length ? 1 : 0), 0)
  const nobody = new Float64Array(pooled.accounts).fill(1)
  const lagged = inStep > 2 ? await findLags(layers, limit, options.breathe) : []
  const judge = (some: typeof lagged) =>
    some.length > 0 ? judgeAccounts(some, pooled.accounts, options) : nobody
  const ofTrace = new Map<Trace, TraceStanding>()
  for (const [k, { trace, window: seconds, tested }] of layers.entries())
    if (seconds === window)
      ofTrace.set(trace, { tested, accountQ: await judge(lagged.slice(k, k + 1)) })
  const accountQ = await judge(lagged)
  const fused = { ...pairs, accountQ, limit: limit * layers.length }
  return { fused, overlap, layers, pooled, ofTrace }
}

/**
 * p of a layer up to which a pair counts as in step: where the fused pair stands at the rate, and at
 * least where chance gives each account `STRAY` such partners, for what strays is left to the judgement.
 */
function limitInStep(
  { p, q, size, tests, accountsMet }: FusedPairs,
  layers: number,
  rate: number,
): number {
  let most = Math.min(1e-3, (STRAY * accountsMet) / (2 * Math.max(1, tests)))
  for (let i = 0; i < size; i++) if (q[i]! <= rate) most = Math.max(most, p[i]! / layers)
  return most
}
