/** A bound on work that an input could make grow faster than itself. */
import { StixError } from '../errors.ts'

/** How many units of work are left, each some nanoseconds. */
export type Meter = {
  left: number
}

/** Takes units off. Throws StixError `too-complex` once there are none left. */
export function spend(meter: Meter, units: number): void {
  meter.left -= units
  if (meter.left < 0)
    throw new StixError('too-complex', 'matching this pattern here takes more work than allowed')
}
