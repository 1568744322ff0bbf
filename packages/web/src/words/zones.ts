import { zoneOfTimes } from './time.ts'

/** Every time zone that the browser knows. */
export const ZONES: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
]

/** The zone that the reader's times are named in, where the browser lists it. */
export function ownZone(): string {
  const zone = zoneOfTimes()
  return ZONES.includes(zone) ? zone : 'UTC'
}
