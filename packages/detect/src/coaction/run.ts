/** Counting with progress and cancel: small counts here in slices, large ones in threads. */
import { verifyGoing } from '../read/database.ts'
import type { Acts } from './acts.ts'
import { countObjects, startCount } from './coaction.ts'
import type { CoActionCount } from './count.ts'
import { countContents } from './contents.ts'
import { countInThreads, type ThreadedCountOptions } from './in-threads.ts'
import { cutRanges, type ObjectRange } from './ranges.ts'
import { SlidingCounters } from './sliding.ts'

/** Milliseconds between two breaths. */
const BREATH = 50

export interface CountOptions {
  /** Also count each side's distinct posts. */
  readonly contents: boolean
  readonly signal?: AbortSignal
  readonly onFraction?: (fraction: number) => void
}

/** Steps of a count above which threads are worth starting. */
const MANY_STEPS = 3e7

/** The whole count over `acts`; `window` in ticks. */
export async function runCount(
  acts: Acts,
  window: number,
  { contents, signal, onFraction }: CountOptions,
): Promise<CoActionCount> {
  const ranges = cutRanges(acts, window)
  const steps = ranges.reduce((sum, { work }) => sum + work, 0)
  const count =
    steps < MANY_STEPS
      ? await countHere(acts, window, ranges, { signal, onFraction })
      : await countInThreads(acts, window, ranges, { signal, onFraction })
  if (contents) countContents(count, acts, window)
  return count
}

async function countHere(
  acts: Acts,
  window: number,
  ranges: readonly ObjectRange[],
  { signal, onFraction }: ThreadedCountOptions,
): Promise<CoActionCount> {
  const count = startCount(acts)
  const counters = new SlidingCounters(acts.accounts)
  let breathed = performance.now()
  for (const { from, to } of ranges) {
    countObjects(count, acts, counters, window, from, to)
    if (performance.now() - breathed < BREATH) continue
    onFraction?.(acts.objectStart[to]! / acts.rows)
    await new Promise(setImmediate)
    verifyGoing(signal)
    breathed = performance.now()
  }
  return count
}
