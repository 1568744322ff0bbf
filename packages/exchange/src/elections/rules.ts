import type { ElectionClock, ElectionDraft } from '@tocsin/api'
import { createHash } from 'node:crypto'

const DAY = 86_400_000

/** Years of which elections are kept: beyond them calendars and clocks are not written alike everywhere. */
const YEARS = { first: 1900, last: 2999 }

/** What is said of a text that is no such day. */
export const NO_DAY = `is no day of the calendar from ${YEARS.first} to ${YEARS.last}`

/** Whether a text such as `2026-11-03` is a day that the calendar has, in a year of which elections are kept. */
export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  const year = at.getUTCFullYear()
  return year >= YEARS.first && year <= YEARS.last && at.toISOString().startsWith(text)
}

/** Whole days from now to a day, as the calendar of a time zone counts them: 0 on the day, negative after it. */
export function daysUntil(day: string, now: Date, timeZone: string | null): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: timeZone ?? 'UTC' }).format(now)
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${parts}T00:00:00Z`)) / DAY)
}

/** The shortest of an election's clocks that run so many days before it, in minutes; none after its day. */
export function clockOf(clocks: readonly ElectionClock[], daysLeft: number): number | undefined {
  const running = clocks.filter(({ lastDays }) => daysLeft >= 0 && daysLeft <= lastDays)
  return running.length === 0
    ? undefined
    : Math.min(...running.map(({ answerWithin }) => answerWithin))
}

/** The day so many days after another. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** The instant at which a day begins by the clocks of a time zone. */
export function startOfDay(day: string, timeZone: string | null): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`)
  // The offset is that of the instant sought, which the first round knows only nearly.
  const nearly = wanted - offsetAt(wanted, timeZone)
  return new Date(wanted - offsetAt(nearly, timeZone))
}

/** Milliseconds by which the clocks of a time zone are ahead of UTC. */
function offsetAt(at: number, timeZone: string | null): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timeZone ?? 'UTC',
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
  return Date.parse(`${format.format(at).replace(', ', 'T')}Z`) - at
}

/** The fields of an election in which two states of it can differ, in words. */
const FIELDS = {
  name: 'name',
  kind: 'kind',
  date: 'day',
  places: 'places',
  deadlines: 'deadlines',
  clocks: 'times to answer',
} as const satisfies Record<keyof ElectionDraft, string>

/** The edition of what is on file: 16 hex digits that change with any of its facts. */
export function editionOf(election: ElectionDraft): string {
  return createHash('sha256')
    .update(JSON.stringify(factsOf(election)))
    .digest('hex')
    .slice(0, 16)
}

/** In which fields two states of an election differ, in words. */
export function differencesOf(one: ElectionDraft, other: ElectionDraft): string[] {
  const [mine, theirs] = [factsOf(one), factsOf(other)]
  return Object.entries(FIELDS)
    .filter((_, at) => JSON.stringify(mine[at]) !== JSON.stringify(theirs[at]))
    .map(([, words]) => words)
}

/** In an order of our own: a database keeps the fields of an object in one of its own. */
function factsOf({ name, kind, date, places, deadlines, clocks = [] }: ElectionDraft): unknown[] {
  return [
    name,
    kind,
    date,
    places,
    deadlines.map((one) => [one.date, one.name]),
    clocks.map((one) => [one.lastDays, one.answerWithin]),
  ]
}
