/** A leaf of a pattern: what is asked of one observation, its objects and its time. */
import { toMicroseconds, type Observation } from './observation.ts'
import type { Meter } from './meter.ts'
import type { ObjectTest } from './path.ts'

/** A comparison expression and the time in which START and STOP (STIX 2.1, 9.5.1) want the observation. */
export type Condition = {
  readonly test: ObjectTest
  readonly window: Window
}

/** From `start` to before `stop`, in microseconds since the epoch. */
export type Window = {
  readonly start: number
  readonly stop: number
}

export const ALWAYS: Window = { start: Number.NEGATIVE_INFINITY, stop: Number.POSITIVE_INFINITY }
const NEVER: Window = { start: Number.POSITIVE_INFINITY, stop: Number.NEGATIVE_INFINITY }

export function toWindow(start: string, stop: string): Window {
  const window = { start: toMicroseconds(start), stop: toMicroseconds(stop) }
  return window.start < window.stop ? window : NEVER
}

/** What overlaps two windows that last, apart or not, is just what begins before both stop and ends after both start. */
export function both(a: Window, b: Window): Window {
  return { start: Math.max(a.start, b.start), stop: Math.min(a.stop, b.stop) }
}

/** Whether one of the conditions holds for the observation. */
export function passes(
  conditions: readonly Condition[],
  observation: Observation,
  meter: Meter,
): boolean {
  return conditions.some(
    ({ test, window }) =>
      overlaps(window, observation) &&
      observation.objects.some((object) => test(object, observation, meter)),
  )
}

/** Whether the observation can have been made at a time in the window. */
function overlaps({ start, stop }: Window, { first, last }: Observation): boolean {
  return first < stop && last >= start
}
