/**
 * Watches the machine's clock against one that cannot be set. A clock that leaps makes every deadline look missed at
 * once, and offices would be asked, and shown as silent, that had their time still; the same is so after a standstill
 * of the server, in which nobody could answer. Both are told and recorded, and what hangs on deadlines waits.
 */
export type Leap = {
  kind: 'clock.leapt' | 'exchange.stood-still'
  from: Date
  to: Date
  /** Until when deadlines wait. */
  until: Date
}

export type ClockWatch = {
  /** The leap since it was last asked, if any. Ask every second or so. */
  look: () => Leap | undefined
  /** Whether deadlines wait. */
  waits: () => boolean
}

/** A clock may be put right by this much without anybody noticing. */
const LEAP_MS = 5 * 60_000
/** Long enough for a person to see it and to put a clock right. */
const GRACE_MS = 15 * 60_000

/** `steady` counts milliseconds and cannot be set; `before` is when the exchange was last seen running. */
export function watchClock(
  now: () => Date,
  steady: () => number,
  before: Date | undefined,
): ClockWatch {
  let last = { at: now().getTime(), steady: steady() }
  let waitsUntil = 0
  let stood = before && last.at - before.getTime() > LEAP_MS ? before : undefined
  const leap = (kind: Leap['kind'], from: Date, to: Date): Leap => {
    waitsUntil = steady() + GRACE_MS
    return { kind, from, to, until: new Date(to.getTime() + GRACE_MS) }
  }
  return {
    look: () => {
      const next = { at: now().getTime(), steady: steady() }
      const expected = last.at + (next.steady - last.steady)
      last = next
      if (stood) {
        const from = stood
        stood = undefined
        return leap('exchange.stood-still', from, new Date(next.at))
      }
      if (Math.abs(next.at - expected) < LEAP_MS) return undefined
      return leap('clock.leapt', new Date(expected), new Date(next.at))
    },
    waits: () => stood !== undefined || steady() < waitsUntil,
  }
}
