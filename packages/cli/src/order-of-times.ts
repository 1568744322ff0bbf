/** Whether the times that a log states run backwards: its order is proven, its times are its own word. */

/** Entries that state an earlier time than one before them, and the first of those. */
export type TimesSeen = {
  first?: string
  last?: string
  backwards: number
  firstBackwards?: number
}

/** Takes the times of entries in their order (UTC, RFC 3339 of one length, so that they compare as text). */
export function orderOfTimes(): { seen: TimesSeen; take: (index: number, time: string) => void } {
  const seen: TimesSeen = { backwards: 0 }
  return {
    seen,
    take: (index, time) => {
      seen.first ??= time
      if (seen.last !== undefined && time < seen.last) {
        seen.backwards++
        seen.firstBackwards ??= index
      } else seen.last = time
    },
  }
}
