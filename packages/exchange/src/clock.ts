/** Where every time of the domain comes from; virtual in drills and tests. */
export type Clock = { now: () => Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands where it was put; for tests and as the base of a drill. */
export function manualClock(
  start: Date,
): Clock & { set: (to: Date) => void; advance: (ms: number) => void } {
  let at = start.getTime()
  return {
    now: () => new Date(at),
    set: (to) => {
      at = to.getTime()
    },
    advance: (ms) => {
      at += ms
    },
  }
}
