/** Where every time of the domain comes from; virtual in drills and tests. */
export type Clock = { now: () => Date }

export const systemClock: Clock = { now: () => new Date() }

/**
 * Whether an RFC 3339 text in UTC names a moment that there is and that databases hold: no month 13, no 30 February, which
 * JavaScript reads as 2 March, and no year 0, which came between no two years.
 */
export function isInstant(text: string): boolean {
  if (text.startsWith('0000')) return false
  const at = Date.parse(text)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === text.slice(0, 19)
}

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
