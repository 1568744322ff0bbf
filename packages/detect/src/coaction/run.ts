/** Counting in slices, so that progress shows and a cancel is heard within a slice. */
import { verifyGoing } from '../read/database.ts'
import type { Acts } from './acts.ts'
import { countObjects, startCount } from './coaction.ts'
import type { CoActionCount } from './count.ts'
import { countContents } from './contents.ts'
import { SlidingCounters } from './sliding.ts'

/** Rows between two looks at the clock, and milliseconds between two breaths. */
const STRIDE = 1 << 16
const BREATH = 50

export interface CountOptions {
  /** Also count each side's distinct posts. */
  readonly contents: boolean
  readonly signal?: AbortSignal
  readonly onFraction?: (fraction: number) => void
}

/** The whole count over `acts`; `window` in ticks. */
export async function runCount(
  acts: Acts,
  window: number,
  { contents, signal, onFraction }: CountOptions,
): Promise<CoActionCount> {
  const count = startCount(acts)
  const counters = new SlidingCounters(acts.accounts)
  const objects = acts.objectStart.length - 1
  let breathed = performance.now()
  for (let from = 0; from < objects;) {
    const upTo = acts.objectStart[from]! + STRIDE
    let to = from + 1
    while (to < objects && acts.objectStart[to]! < upTo) to++
    countObjects(count, acts, counters, window, from, to)
    from = to
    if (performance.now() - breathed < BREATH) continue
    onFraction?.(acts.objectStart[from]! / acts.rows)
    await new Promise(setImmediate)
    verifyGoing(signal)
    breathed = performance.now()
  }
  if (contents) countContents(count, acts, window)
  return count
}
