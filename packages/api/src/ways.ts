/** By which ways one person is to be reached beside mail: in which order, at which hours. Written in one line, for files and forms alike. */

/** `call`: a person calls the number on file for that. The others are messages of a machine; mail always goes at once and is none of them. */
export const WAYS = ['call', 'sms', 'voice', 'fax'] as const
export type Way = (typeof WAYS)[number]

/** Hours on some days of the week, Monday 1 to Sunday 7, in minutes of the wall clock. An end that is not after the beginning is on the next day. */
export type Hours = { days: readonly number[]; from: number; to: number }

/** A way and when it may be used; without hours at any. */
export type WayStep = { way: Way; hours: readonly Hours[] }

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const DAY_MINUTES = 1440
const MOST_HOURS = 10

/** As `ContactReach.ways` holds it; long enough for all that `formatWays` writes of ten lines of hours each. */
export const LONGEST_WAYS = 1000

/** A line of ways that cannot be read; the message says which part and what is wanted. */
export class WaysFault extends Error {}

/**
 * Reads such as `call mon-fri 08:00-17:00; sms; voice sat,sun 09:00-12:00 & mon 07:00-08:00`: ways in their order, apart by `;`, each with days and hours
 * or at any hour. Throws a `WaysFault`.
 */
export function parseWays(text: string): WayStep[] {
  const steps = text
    .split(';')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '' && part !== 'mail')
    .map(parseStep)
  const twice = steps.find(({ way }, at) => steps.findIndex((one) => one.way === way) < at)
  if (twice) throw new WaysFault(`${twice.way} stands there twice: hours go in one, apart by &`)
  return steps
}

function parseStep(part: string): WayStep {
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(part) ?? []
  if (word === 'mail') throw new WaysFault('mail always goes at once: it has no hours')
  const way = WAYS.find((one) => one === word)
  if (!way)
    throw new WaysFault(
      `"${word.slice(0, 30)}" is no way: ${WAYS.join(', ')} are, as in call mon-fri 08:00-17:00; sms`,
    )
  const hours = rest === '' ? [] : rest.split('&').map((one) => parseHours(one.trim()))
  if (hours.length > MOST_HOURS) throw new WaysFault(`${way}: at most ${MOST_HOURS} lines of hours`)
  return { way, hours }
}

function parseHours(text: string): Hours {
  const found = /^([a-z,-]+)?\s*(?:(\d\d):(\d\d)-(\d\d):(\d\d))?$/.exec(text)
  if (!found || text === '')
    throw new WaysFault(`"${text.slice(0, 40)}" is no hours: they are like mon-fri 08:00-17:00`)
  const [, days, ...digits] = found
  const [h1 = 0, m1 = 0, h2 = 24, m2 = 0] =
    digits[0] === undefined ? [] : digits.map((one) => Number(one))
  const from = h1 * 60 + m1
  const to = h2 * 60 + m2
  if (m1 > 59 || m2 > 59 || from >= DAY_MINUTES || to > DAY_MINUTES || from === to)
    throw new WaysFault(`"${text.slice(0, 40)}" has hours that are none: 00:00-24:00 is all day`)
  return { days: days === undefined ? [1, 2, 3, 4, 5, 6, 7] : parseDays(days), from, to }
}

function parseDays(text: string): number[] {
  const days = text.split(',').flatMap((part) => {
    const ends = part.split('-').map((day) => DAYS.findIndex((one) => one === day) + 1)
    const [first = 0, last = first] = ends
    if (ends.length > 2 || first === 0 || last === 0)
      throw new WaysFault(`"${part.slice(0, 30)}" is no day: ${DAYS.join(', ')} are, and mon-fri`)
    const count = ((last - first + 7) % 7) + 1
    return Array.from({ length: count }, (_, at) => ((first - 1 + at) % 7) + 1)
  })
  return [...new Set(days)].toSorted((a, b) => a - b)
}

/** The line that says these ways, as it is kept; `parseWays` reads the same out of it. */
export function formatWays(steps: readonly WayStep[]): string {
  return steps
    .map(({ way, hours }) =>
      hours.length === 0 ? way : `${way} ${hours.map(formatHours).join(' & ')}`,
    )
    .join('; ')
}

/** One line of hours, as in `mon-fri 08:00-17:00`. */
export function formatHours({ days, from, to }: Hours): string {
  return `${formatDays(days)} ${formatMinute(from)}-${formatMinute(to)}`
}

/** Days that follow each other as one run. */
function formatDays(days: readonly number[]): string {
  const runs: [number, number][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
    .map(([from, to]) => (from === to ? DAYS[from - 1] : `${DAYS[from - 1]}-${DAYS[to - 1]}`))
    .join(',')
}

/** Minutes of a day as `08:00`. */
export function formatMinute(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** What a person can be reached by, as far as it is on file. */
export type Reach = {
  phone?: string | undefined
  sms?: string | undefined
  voice?: string | undefined
  fax?: string | undefined
  ways?: string | undefined
  timeZone?: string | undefined
}

/**
 * What is wrong with an order of ways beside the numbers on file, in words; nothing where it is right. Each number for machines must stand in it: one
 * that does not would be used at no hour, and nobody would know.
 */
export function faultOfWays(reach: Reach, placeZone: boolean): string | undefined {
  if (!reach.ways?.trim()) return undefined
  let steps: WayStep[]
  try {
    steps = parseWays(reach.ways)
  } catch (fault) {
    if (fault instanceof WaysFault) return fault.message
    throw fault
  }
  const numbers = { call: reach.phone, sms: reach.sms, voice: reach.voice, fax: reach.fax }
  const without = steps.find(({ way }) => !numbers[way])
  if (without) return `${without.way} stands in the order, and no number for it is on file`
  const left = WAYS.find((way) => way !== 'call' && numbers[way] && !steps.some((s) => s.way === way)) // prettier-ignore
  if (left) return `the number for ${left} is on file and stands nowhere in the order`
  const hasHours = steps.some(({ hours }) => hours.length > 0)
  if (hasHours && !reach.timeZone && !placeZone)
    return 'hours need a time zone here, such as America/Denver'
  return undefined
}
