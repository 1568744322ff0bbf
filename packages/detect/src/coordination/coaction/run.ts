/** Counting with progress and cancel: small counts here in slices, large ones in threads. */
import { verifyGoing } from '../../progress.ts'
import type { Acts } from '../../activity/acts.ts'
import { countObjects, startCount } from './coaction.ts'
import type { CoActionCount } from './count.ts'
import { countContentsInThreads } from './contents-in-threads.ts'
import { fillContents, tallyContents } from './contents.ts'
import { countInThreads, type ThreadedCountOptions } from './in-threads.ts'
import { cutRanges, type ObjectRange } from './ranges.ts'
import { SlidingCounters } from './sliding.ts'

/** Milliseconds between two breaths. */
const BREATH = 50

export type CountOptions = {
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
  const count =
    stepsOf(ranges) < MANY_STEPS
      ? await countHere(acts, window, ranges, { signal, onFraction })
      : await countInThreads(acts, window, ranges, { signal, onFraction })
  if (contents) await runContents(count, acts, window, { signal })
  return count
}

/** Counts each side's posts of every edge, or of those between `wanted` accounts at least. */
export async function runContents(
  count: CoActionCount,
  acts: Acts,
  window: number,
  { wanted, signal }: { wanted?: ReadonlySet<number>; signal?: AbortSignal },
): Promise<void> {
  const isWanted = (account: number): boolean => wanted === undefined || wanted.has(account)
  const steps = stepsOf(cutRanges(acts, window))
  if (steps >= MANY_STEPS) await countContentsInThreads(count, acts, window, { isWanted, signal })
  else tallyContents(acts, window, count.partnered, isWanted, fillContents(count))
}

function stepsOf(ranges: readonly ObjectRange[]): number {
  return ranges.reduce((sum, { work }) => sum + work, 0)
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
