import type { Language } from './language.ts'

const MINUTE = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
} as const
const LOCALES: Record<Language, string> = { en: 'en-GB', es: 'es', fr: 'fr' }

function formatsOf(language: Language) {
  return {
    full: new Intl.DateTimeFormat(LOCALES[language], MINUTE),
    second: new Intl.DateTimeFormat(LOCALES[language], { ...MINUTE, second: '2-digit' }),
  }
}
const FORMATS = { en: formatsOf('en'), es: formatsOf('es'), fr: formatsOf('fr') }

/** An instant in the reader's own time zone, which it names, such as `3 Nov 2026, 14:05 GMT-5`. */
export function toLocalTime(instant: string, seconds = false, language: Language = 'en'): string {
  return FORMATS[language][seconds ? 'second' : 'full'].format(new Date(instant))
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

/** A length of time in at most two units, such as `2 h 5 min`. */
export function toLength(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000)
  if (minutes < 1) return 'under a minute'
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  const days = Math.floor(hours / 24)
  return hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`
}

/** Seconds in words, for a window such as `10 min`. */
export function toSpan(seconds: number | null): string {
  if (seconds === null) return 'no limit'
  return seconds < 60 ? `${seconds} s` : toLength(seconds * 1000)
}

/** The value of a `datetime-local` field for an instant, in the reader's zone. */
export function toField(instant: string): string {
  const at = new Date(instant)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** The instant a `datetime-local` field stands for; undefined while it is incomplete. */
export function fromField(value: string): string | undefined {
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
