/** From a day and a time on the wall to an instant, by the zones that this machine knows (IANA). Pure. */
import { ExchangeError } from '../errors.ts'

export type WallTime = { day: string; time: string; zone: string }

/**
 * The instant at which clocks in the zone show that time; of one that they show twice, the first. Throws `bad-request` with its
 * place for a zone that nobody knows, a day that is none or beyond what can be written, and a time that the clocks leap over.
 */
export function toInstant({ day, time, zone }: WallTime): Date {
  const shown = shownIn(zone)
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

/** What the clocks in a zone show at an instant, as milliseconds of a clock that goes by UTC. */
function shownIn(zone: string): (at: number) => number {
  const format = formatOf(zone)
  return (at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    )
    const { year, month, day, hour, minute, second } = parts as Record<string, number>
    return Date.UTC(year!, month! - 1, day, hour, minute, second)
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const digits = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' } as const
  try {
    return new Intl.DateTimeFormat('en-GB', {
      ...digits,
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
      timeZone,
    })
  } catch (cause) {
    const why = `there is no time zone named ${timeZone}`
    throw new ExchangeError('bad-request', why, { path: '/body/zone', cause })
  }
}
