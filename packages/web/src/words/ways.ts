/** Ways to a person in words: in which order, at which hours, and why one waits. */
import {
  parseWays,
  WaysFault,
  type Hours,
  type Reach,
  type Way,
  type WayPreview,
} from '@tocsin/api'

export const WAY_NAMES: Record<Way, string> = {
  call: 'Call by a person',
  sms: 'SMS',
  voice: 'Call by a machine',
  fax: 'Fax',
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function hoursWords({ days, from, to }: Hours): string {
  const two = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const [first = 1] = days
  const isRun = days.length > 2 && days.every((day, at) => day === first + at)
  const which =
    days.length === 7
      ? 'every day'
      : isRun
        ? `${DAYS[first - 1]} to ${DAYS[days.at(-1)! - 1]}`
        : days.map((day) => DAYS[day - 1]).join(', ')
  return `${which} ${two(from)} to ${two(to)}`
}

/** What an order says, a line a way; nothing where it cannot be read yet. */
export function waysLines(ways: string | undefined): string[] {
  if (!ways) return []
  try {
    return parseWays(ways).map(({ way, hours }) => {
      const when = hours.length === 0 ? 'at any hour' : hours.map(hoursWords).join(', and ')
      return `${WAY_NAMES[way]}: ${when}`
    })
  } catch (fault) {
    if (fault instanceof WaysFault) return []
    throw fault
  }
}

/** Such as `Mon 5 Oct, 07:00` on the wall of a zone. */
export function wallTime(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at))
}

/** When one way would be used, and why not before. */
export function plannedWords({ way, at, because }: WayPreview, timeZone: string): string {
  const then = `${wallTime(at, timeZone)} there`
  const why: Record<WayPreview['because'], string> = {
    now: 'at once',
    order: `${then}, after the ways before it had their time`,
    hours: `${then}, when the hours on file for it begin`,
    severe: `${then}, outside the hours on file, since it cannot wait for them`,
  }
  return `${WAY_NAMES[way]}: ${why[because]}`
}

/** Numbers for machines, the order and its zone, as far as they are on file, in short. */
export function reachWords({ sms, voice, fax, ways, timeZone }: Reach): string[] {
  return [
    ...(sms ? [`SMS ${sms}`] : []),
    ...(voice ? [`calls by a machine ${voice}`] : []),
    ...(fax ? [`fax ${fax}`] : []),
    ...(ways ? [`in the order: ${ways}`] : []),
    ...(timeZone ? [timeZone] : []),
  ]
}
