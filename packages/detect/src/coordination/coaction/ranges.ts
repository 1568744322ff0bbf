/** Runs of objects of about equal work, so that threads end together and progress is even. */
import type { Acts } from '../../activity/acts.ts'

/** Objects [from, to) and the steps they cost: rows, and pairs of rows in the window. */
export type ObjectRange = {
  readonly from: number
  readonly to: number
  readonly work: number
}

/** Steps of a range, where its last object is not larger by itself. */
const STEPS = 1 << 22

/** Cuts the objects into ranges, in order. Cost: two looks a row. */
export function cutRanges({ objectStart, time }: Acts, window: number): ObjectRange[] {
  const ranges: ObjectRange[] = []
  let from = 0
  let work = 0
  for (let object = 0; object + 1 < objectStart.length; object++) {
    const start = objectStart[object]!
    const end = objectStart[object + 1]!
    work += end - start + pairsInWindow(time, window, start, end)
    if (work < STEPS && object + 2 < objectStart.length) continue
    ranges.push({ from, to: object + 1, work })
    from = object + 1
    work = 0
  }
  return ranges
}

/** Pairs of rows of [start, end) within the window of each other. */
export function pairsInWindow(
  time: Acts['time'],
  window: number,
  start: number,
  end: number,
): number {
  let pairs = 0
  for (let i = start, low = start; i < end; i++) {
    while (time[i]! - time[low]! > window) low++
    pairs += i - low
  }
  return pairs
}
