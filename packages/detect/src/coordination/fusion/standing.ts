/** How a run's pairs and accounts stand against chance: every trace tested, and all of them fused. */
import { toTicks, type Acts } from '../../activity/acts.ts'
import type { Trace } from '../../activity/trace.ts'
import { distinctObjects } from '../significance/distinct.ts'
import { DEFAULT_OVERLAP, judgeOverlap, measureOverlap } from '../significance/overlap.ts'
import { poolActs } from '../significance/pool.ts'
import { measureSignificance, type PairSignificance } from '../significance/significance.ts'
import { fuseLayers, type FusedPairs, type Layer } from './fusion.ts'
import { scoreAccounts } from './score.ts'
import { findLags, judgeAccounts, type JudgementOptions, type TimedLayer } from './judgement.ts'

/** Beside the run's own window a wider one is tested, for operations that take their time. */
export const WIDER = 10
/** Above this many seconds an interval would span days, and the rhythm of the day with it. */
const WIDEST = 3600
/**
 * Above this many seconds of the run's own window the things shared are the test: within hours organic
 * bursts alone put a third of all meetings in step, and timing tells little.
 */
const WIDEST_IN_STEP = 300
/**
 * Within the hours of a wide interval chance alone gives a group's acts a third of its coincidences, and
 * leaving those out would leave nothing of an operation whose things nobody else shares. Nearly all pairs
 * are suspects there, so what dealing gives is the least that is expected.
 */
const WIDE = { likely: 0.5, floor: true }
const STRAY = 0.04
const HOUR = 3600
const DAY = 86_400

export type FusedNetwork = {
  /** Degree of coordination, 0 to 1, by account. */
  score: Float64Array
  /** Rate of false finds at which an account stands in step with a group, by account. */
  accountQ: Float64Array
  /** Fused p up to which a pair joins accounts that stand. */
  limit: number
} & FusedPairs

/** The test of one trace at the run's own window, and its accounts judged by it alone. */
export type TraceStanding = {
  tested: PairSignificance
  accountQ: Float64Array
}

export type Standing = {
  fused: FusedNetwork
  /** What pairs share within a day. */
  overlap: PairSignificance
  layers: readonly Layer[]
  /** The acts of all traces as one. */
  pooled: Acts
  ofTrace: ReadonlyMap<Trace, TraceStanding>
}

/** Tests `traces` (same accounts, same clock) at `window` seconds; null where there are none. */
export async function measureStanding(
  traces: ReadonlyMap<Trace, Acts>,
  window: number,
  options: JudgementOptions,
): Promise<Standing | null> {
  if (traces.size === 0) return null
  const pooled = poolActs([...traces.values()])
  const distinct = traces.size > 1 ? distinctObjects(pooled) : pooled
  const tested = new Map<Trace, Acts>(traces)
  if (traces.size > 1) tested.set('fused', distinct)
  const overlap = measureOverlap(distinct, { ...DEFAULT_OVERLAP, window: toTicks(pooled, DAY) })
  return window > WIDEST_IN_STEP
    ? measureByOverlap(tested, pooled, overlap, window, options)
    : measureByTime(tested, pooled, overlap, window, options)
}

/** Where timing tells little, the rare things shared within the window are the test. */
async function measureByOverlap(
  traces: ReadonlyMap<Trace, Acts>,
  pooled: Acts,
  overlap: PairSignificance,
  window: number,
  options: JudgementOptions,
): Promise<Standing> {
  const layers: Layer[] = []
  const ofTrace = new Map<Trace, TraceStanding>()
  for (const [trace, acts] of traces) {
    const tested = measureOverlap(acts, { ...DEFAULT_OVERLAP, window: toTicks(acts, window) })
    layers.push({ trace, window, tested })
    ofTrace.set(trace, { tested, accountQ: judgeOverlap(tested, pooled.accounts) })
    await options.breathe()
  }
  // The pooled traces, which come last, hold every pair of the others.
  const last = layers.slice(-1)
  const pairs = fuseLayers(last, pooled.accounts)
  const { accountQ } = ofTrace.get(last[0]!.trace)!
  const hour = shareWithinHour(traces)
  const score = scoreAccounts(pairs, hour, overlap, pooled.accounts)
  const fused = { ...pairs, score, accountQ, limit: limitInStep(pairs, 1, options.rate) }
  return { fused, overlap, layers: last, pooled, ofTrace }
}

async function measureByTime(
  traces: ReadonlyMap<Trace, Acts>,
  pooled: Acts,
  overlap: PairSignificance,
  window: number,
  options: JudgementOptions,
): Promise<Standing> {
  const layers: TimedLayer[] = []
  // The wider window is for the traces together: each alone would only repeat it.
  const widest = [...traces.keys()].at(-1)
  for (const [trace, acts] of traces)
    for (const seconds of trace === widest ? windowsFor(window) : [window]) {
      const given = seconds > window ? WIDE : {}
      const tested = measureSignificance(acts, toTicks(acts, seconds), given)
      layers.push({ trace, window: seconds, tested })
      await options.breathe()
    }
  const pairs = fuseLayers(layers, pooled.accounts)
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
  const hour = shareWithinHour(traces)
  const score = scoreAccounts(pairs, hour, overlap, pooled.accounts)
  const fused = { ...pairs, score, accountQ, limit: limit * layers.length }
  return { fused, overlap, layers, pooled, ofTrace }
}

function windowsFor(window: number): number[] {
  return window > 0 && window * WIDER <= WIDEST ? [window, window * WIDER] : [window]
}

/** What pairs share within an hour, one trace at a time: each has its own customs. */
function shareWithinHour(traces: ReadonlyMap<Trace, Acts>): PairSignificance[] {
  return [...traces]
    .filter(([trace]) => trace !== 'fused')
    .map(([, acts]) =>
      measureOverlap(acts, { ...DEFAULT_OVERLAP, window: toTicks(acts, HOUR), support: 1 }),
    )
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
