/**
 * Crowded objects: things that so many share at once that pairs within a window tell nothing and cost everything. A
 * million shares of one link at six a second are 350 million pairs.
 *
 * Cost: linear in acts.
 */
import type { Acts } from '../../activity/acts.ts'
import { pairsInWindow } from './ranges.ts'
import { SlidingCounters } from './sliding.ts'

/** Pairs of acts on one object within the window above which it is crowded. */
export const MOST_PAIRS = 10_000_000

export type Uncrowded = {
  /** The same objects by number; crowded ones have no rows. */
  readonly acts: Acts
  readonly crowded: readonly { readonly object: number; readonly acts: number }[]
}

/** The acts without those on objects of more than `most` pairs within `window` ticks. */
export function leaveOutCrowded(acts: Acts, window: number, most: number): Uncrowded {
  return withoutObjects(acts, (start, end) => pairsInWindow(acts.time, window, start, end) > most)
}

/**
 * The same, but objects of which a few accounts make most of the acts stay: an act meets at most one presence of each
 * account (sliding.ts), however often that one acted, and an object is crowded where more than `most` of these meet.
 */
export function leaveOutCrowdedByAccounts(acts: Acts, window: number, most: number): Uncrowded {
  const counters = new SlidingCounters(acts.accounts)
  return withoutObjects(
    acts,
    (start, end) =>
      pairsInWindow(acts.time, window, start, end) > most &&
      counters.survey(acts, window, start, end).presences > most,
  )
}

function withoutObjects(acts: Acts, isCrowded: (start: number, end: number) => boolean): Uncrowded {
  const { objectStart, time } = acts
  const objects = objectStart.length - 1
  const crowded: { object: number; acts: number }[] = []
  for (let o = 0; o < objects; o++) {
    const [start, end] = [objectStart[o]!, objectStart[o + 1]!]
    if (isCrowded(start, end)) crowded.push({ object: o, acts: end - start })
  }
  if (crowded.length === 0) return { acts, crowded }
  const left = new Set(crowded.map(({ object }) => object))
  const kept = new Uint8Array(acts.rows).fill(1)
  const start = new Int32Array(objects + 1)
  for (let o = 0; o < objects; o++) {
    const [from, to] = [objectStart[o]!, objectStart[o + 1]!]
    if (left.has(o)) kept.fill(0, from, to)
    start[o + 1] = start[o]! + (left.has(o) ? 0 : to - from)
  }
  const keep = <T extends Int32Array | Float64Array>(column: T): T =>
    column.filter((_, row) => kept[row] === 1) as T
  return {
    acts: {
      ...acts,
      rows: start[objects]!,
      objectStart: start,
      account: keep(acts.account),
      time: keep(time),
      content: acts.content === null ? null : keep(acts.content),
    },
    crowded,
  }
}
