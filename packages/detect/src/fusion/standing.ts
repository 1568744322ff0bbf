/** How a run's pairs and accounts stand against chance: every trace tested, and all of them fused. */
import { toTicks, type Acts } from '../coaction/acts.ts'
import type { Trace } from '../finding/finding.ts'
import { measureOverlap, type PairOverlap } from '../significance/overlap.ts'
import { poolActs } from '../significance/pool.ts'
import { measureSignificance, type PairSignificance } from '../significance/significance.ts'
import { fuseLayers, type FusedNetwork, type Layer } from './fusion.ts'

/** Beside the run's own window a wider one is tested, for operations that take their time. */
export const WIDER = 10
/** Above this many seconds an interval would span days, and the rhythm of the day with it. */
const WIDEST = 3600

export interface Standing {
  fused: FusedNetwork
  overlap: PairOverlap
  layers: readonly Layer[]
  /** The acts of all traces as one. */
  pooled: Acts
  /** The test of one trace at the run's own window. */
  ofTrace(trace: Trace): PairSignificance | undefined
}

/** Tests `traces` (same accounts, same clock) at `window` seconds; null where time does not count. */
export async function measureStanding(
  traces: ReadonlyMap<Trace, Acts>,
  window: number,
  breathe: () => Promise<void>,
): Promise<Standing | null> {
  const all = [...traces.values()]
  if (all.length === 0 || !Number.isFinite(window) || window > WIDEST) return null
  const windows = window * WIDER <= WIDEST ? [window, window * WIDER] : [window]
  const distinct = window === 0 ? [0] : windows
  const layers: Layer[] = []
  const test = async (trace: Trace, acts: Acts): Promise<void> => {
    for (const seconds of distinct) {
      const tested = measureSignificance(acts, toTicks(acts, seconds))
      layers.push({ trace, window: seconds, tested })
      await breathe()
    }
  }
  for (const [trace, acts] of traces) await test(trace, acts)
  const pooled = poolActs(all)
  if (all.length > 1) await test('fused', pooled)
  const overlap = measureOverlap(pooled)
  return {
    fused: fuseLayers(layers, pooled.accounts, overlap),
    overlap,
    layers,
    pooled,
    ofTrace: (trace) =>
      layers.find((layer) => layer.trace === trace && layer.window === window)?.tested,
  }
}
