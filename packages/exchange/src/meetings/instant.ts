/** From a day and a time on the wall to an instant, by the zones that this machine knows (IANA). Pure. */
import { shownIn } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'

export type WallTime = { day: string; time: string; zone: string }

/**
 * The instant at which clocks in the zone show that time; of one that they show twice, the first. Throws `bad-request` with its
 * place for a zone that nobody knows, a day that is none or beyond what can be written, and a time that the clocks leap over.
 */
export function toInstant({ day, time, zone }: WallTime): Date {
  const shown = shownAt(zone)
  toDay(day, '/body/day')
  const wall = Date.parse(`${day}T${time}:00.000Z`)
  // Clocks are never more than a day from UTC, and change no more than once within it.
  const offsets = [-DAY_MS, 0, DAY_MS].map((away) => shown(wall + away) - (wall + away))
  const found = offsets.map((offset) => wall - offset).filter((at) => shown(at) === wall)
  if (found.length === 0)
    throw new ExchangeError('bad-request', 'clocks there leap over this time on that day', {
      path: '/body/time',
    })
  const at = Math.min(...found)
  if (at > LAST)
    throw new ExchangeError('bad-request', 'this day is too far away', { path: '/body/day' })
  return new Date(at)
}

/** Throws `bad-request` with its place for what is no day of the calendar. */
export function toDay(day: string, path: string): void {
  const at = new Date(`${day}T00:00:00.000Z`)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day)
    throw new ExchangeError('bad-request', 'this is no day of the calendar', { path })
}

const DAY_MS = 86_400_000
/** A meeting of a day that begins by then also ends in a year of four digits (RFC 3339). */
const LAST = Date.UTC(9999, 11, 30)

function shownAt(zone: string): (at: number) => number {
  try {
    return shownIn(zone)
  } catch (cause) {
    const why = `there is no time zone named ${zone}`
    throw new ExchangeError('bad-request', why, { path: '/body/zone', cause })
  }
}
