/** Whether the times that acts are recorded under can be believed, watched from outside the record. */
import { toUtc } from '@tocsin/api'

/** A step smaller than this is a correction, as a time server makes them; transactions wait no longer for each other. */
const TOLERANCE_MS = 60_000
/** So long a fault is told after it was seen. */
const TOLD_MS = 86_400_000

export type ClockWatch = {
  /** Compares this machine's clock with the time that has really gone by. Call it often. */
  look: () => void
  /** Takes the times of entries in their order; `now` is the exchange's clock. */
  saw: (times: readonly string[], now: Date) => void
  /** What was seen within a day, in words. */
  doubts: () => string[]
}

/** `clock` and `elapsed` give milliseconds: what the machine says, and what really passed since some moment. */
export function watchClock(
  clock: () => number = Date.now,
  elapsed: () => number = () => performance.now(),
): ClockWatch {
  const seen = new Map<string, { until: number; words: string }>()
  let offset = clock() - elapsed()
  let latest = -Infinity
  const tell = (kind: string, words: string): void =>
    void seen.set(kind, { until: elapsed() + TOLD_MS, words })
  return {
    look() {
      const step = clock() - elapsed() - offset
      if (Math.abs(step) <= TOLERANCE_MS) return
      offset += step
      const way = step > 0 ? 'forward' : 'back'
      tell('step', `the clock of this server leapt ${way} by ${toSpan(step)}`)
    },
    saw(times, now) {
      for (const time of times) {
        const at = Date.parse(time)
        if (latest - at > TOLERANCE_MS)
          tell(
            'back',
            `the log was given an act of ${toUtc(time)}, ${toSpan(latest - at)} before one recorded earlier`,
          )
        if (at - now.getTime() > TOLERANCE_MS)
          tell(
            'ahead',
            `the log was given an act of ${toUtc(time)}, ${toSpan(at - now.getTime())} ahead of the clock`,
          )
        latest = Math.max(latest, at)
      }
    },
    doubts: () =>
      [...seen.values()].filter(({ until }) => until > elapsed()).map(({ words }) => words),
  }
}

function toSpan(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000)
  if (minutes < 120) return `${minutes} minutes`
  return minutes < 2880 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1440)} days`
}
