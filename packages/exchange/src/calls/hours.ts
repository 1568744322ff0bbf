/** When a contact is to be called by a person, as it said so itself. Pure. */
import { parseWays, type CallContact } from '@tocsin/api'
import { openingOf } from '../delivery/hours.ts'

export type CallTimes = {
  ways: string | null
  time_zone: string | null
  call_at: Date | null
  call_because: string | null
}

type Told = Pick<CallContact, 'hours' | 'callAt' | 'callBecause'>

/** Whether these are the contact's hours for calls, until when or from when, and since when it is the turn of one; nothing where no order names calls. */
export function callTimes(row: CallTimes, now: Date): Told {
  const { ways, time_zone: zone, call_at: at, call_because: because } = row
  const call = ways === null ? undefined : parseWays(ways).find(({ way }) => way === 'call')
  if (ways === null || !call) return {}
  const timeZone = zone ?? 'UTC'
  const opening = openingOf(call.hours, timeZone)
  const open = opening.isOpen(now)
  const turns = open ? opening.closesAt(now) : opening.opensAt(now)
  return {
    hours: { open, timeZone, ways, ...(turns ? { turns: turns.toISOString() } : {}) },
    ...(at ? { callAt: at.toISOString() } : {}),
    ...(because ? { callBecause: because as NonNullable<Told['callBecause']> } : {}),
  }
}
