/** A leaf of a pattern: what is asked of one observation, its objects and its time. */
import { toMicroseconds, type Observation } from './observation.ts'
import type { Meter } from './meter.ts'
import type { ObjectTest } from './path.ts'

/** A comparison expression and the times in which START and STOP (STIX 2.1, 9.5.1) want the observation. */
export interface Condition {
  readonly test: ObjectTest
  readonly windows: readonly Window[]
}

/** From `start` to before `stop`, in microseconds since the epoch. */
export interface Window {
  readonly start: number
  readonly stop: number
}

export function toWindow(start: string, stop: string): Window {
  return { start: toMicroseconds(start), stop: toMicroseconds(stop) }
}

/** Whether one of the conditions holds for the observation. */
export function passes(
  conditions: readonly Condition[],
  observation: Observation,
  meter: Meter,
): boolean {
  return conditions.some(
    ({ test, windows }) =>
      windows.every((window) => overlaps(window, observation)) &&
      observation.objects.some((object) => test(object, observation, meter)),
  )
}

/** Whether the observation can have been made at a time in the window. */
function overlaps({ start, stop }: Window, { first, last }: Observation): boolean {
  return start < stop && first < stop && last >= start
}
