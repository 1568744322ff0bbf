/**
 * One leaf several times WITHIN a width, the commonest of patterns over time: a window of that width slides along the
 * ends of the observations and counts those that reach into it. Those that end before it began before it, too, so that
 * count = begun by its end - ended before its start. Cost: O(n log n).
 */
import type { Candidates } from './search.ts'

/** Observations that were made so many times in one window of microseconds; null if none were. */
export function fillWindow(
  passing: readonly number[],
  times: number,
  width: number,
  { first, last, counts }: Candidates,
): Set<number> | null {
  const byEnd = passing.toSorted((a, b) => last[a]! - last[b]!)
  let begun = 0
  let ended = 0
  let next = 0
  for (const earliest of byEnd) {
    const start = last[earliest]!
    while (next < passing.length && first[passing[next]!]! <= start + width)
      begun += counts[passing[next++]!]!
    if (begun - ended >= times)
      return new Set(passing.slice(0, next).filter((i) => last[i]! >= start))
    ended += counts[earliest]!
  }
  return null
}
