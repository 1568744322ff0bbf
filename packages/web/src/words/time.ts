import type { Language } from './language.ts'

export { toLength, toSpan } from '@tocsin/api'

const MINUTE = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
} as const
const DAY = 86_400_000
const SECOND = { ...MINUTE, second: '2-digit' } as const
const LOCALES: Record<Language, string> = { en: 'en-GB', es: 'es', fr: 'fr' }

let chosen: string | undefined
const formats = new Map<string, Intl.DateTimeFormat>()

/** Names times in a zone from now on, for as long as the page is open; undefined is that of the device. */
export function chooseZone(zone: string | undefined): void {
  chosen = zone
}

/** A format in the zone that was chosen, or another one; made once for each zone. */
export function formatIn(
  locale: string,
  options: Intl.DateTimeFormatOptions,
  of: string | undefined = chosen,
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, of, options])
  const known = formats.get(key)
  if (known) return known
  const zone = of === undefined ? {} : { timeZone: of }
  const made = new Intl.DateTimeFormat(locale, { ...options, ...zone })
  formats.set(key, made)
  return made
}

/** An instant in the zone that the reader chose, else the device's; it is named, such as `3 Nov 2026, 14:05 GMT-5`. */
export function toLocalTime(instant: string, seconds = false, language: Language = 'en'): string {
  const options = seconds ? SECOND : MINUTE
  return formatIn(LOCALES[language], options).format(new Date(instant))
}

/** An instant in a zone of its own, whatever the reader chose; in UTC where the browser does not know that zone. */
export function toTimeIn(instant: string, zone: string): string {
  return formatIn(LOCALES.en, MINUTE, isZone(zone) ? zone : 'UTC').format(new Date(instant))
}

/** Whether the browser knows a zone, by any of its names. */
function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format() !== ''
  } catch {
    return false
  }
}

/** The zone that times are named in: the one that was chosen, else the device's. */
export function zoneOfTimes(): string {
  return chosen ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** A day of the calendar, such as `3 Nov 2026`: the same in every time zone. */
export function toCalendarDay(day: string, language: Language = 'en'): string {
  const format = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(LOCALES[language], format).format(new Date(`${day}T00:00:00Z`))
}

/** The end of a day in UTC, which is the beginning of the next. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString()
}

/** The last day that lies wholly before an instant, in UTC. */
export function dayBefore(instant: string): string {
  return new Date(Date.parse(instant) - 86_400_000).toISOString().slice(0, 10)
}

const FIELD = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const

/** What the clocks of a zone show at an instant, in milliseconds as if it were UTC. */
function shownAt(at: number, zone = chosen): number {
  const parts = formatIn('en-US', FIELD, zone).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
}

/** The value of a `datetime-local` field for an instant, in the zone of `toLocalTime`. */
export function toField(instant: string): string {
  return new Date(shownAt(Date.parse(instant))).toISOString().slice(0, 16)
}

/**
 * The instant a `datetime-local` field stands for, in the zone of `toLocalTime` or another one; undefined while it is incomplete. Of an
 * hour that the clocks show twice the first, of one that they leap over the one as long after the leap.
 */
export function fromField(value: string, zone = chosen): string | undefined {
  const shown = Date.parse(`${value}Z`)
  if (Number.isNaN(shown)) return undefined
  const offsets = [shown - DAY, shown + DAY].map((at) => shownAt(at, zone) - at)
  const found = offsets.map((offset) => shown - offset)
  const fits = found.filter((at) => shownAt(at, zone) === shown)
  return new Date(fits.length > 0 ? Math.min(...fits) : found[0]!).toISOString()
}
