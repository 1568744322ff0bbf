import type { Clock } from '../clock.ts'

/** A clock that runs faster than the wall's, can be stopped, and can be moved forward at once. */
export type DrillClock = Clock & {
  speed: () => number
  playing: () => boolean
  setSpeed: (speed: number) => void
  pause: () => void
  resume: () => void
  /** Moves forward to `to`; never back. */
  leapTo: (to: Date) => void
}

/** Starts paused at `start`; `speed` is virtual seconds a wall second. */
export function drillClock(start: Date, speed: number, wall: () => number = Date.now): DrillClock {
  let base = start.getTime()
  let since = wall()
  let rate = speed
  let running = false
  const now = () => (running ? base + (wall() - since) * rate : base)
  const rebase = () => {
    base = now()
    since = wall()
  }
  return {
    now: () => new Date(Math.floor(now())),
    speed: () => rate,
    playing: () => running,
    setSpeed: (next) => {
      rebase()
      rate = next
    },
    pause: () => {
      rebase()
      running = false
    },
    resume: () => {
      rebase()
      running = true
    },
    leapTo: (to) => {
      rebase()
      base = Math.max(base, to.getTime())
    },
  }
}
