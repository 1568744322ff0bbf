import type { Election, ElectionKind } from '@tocsin/api'
import type { Language } from '../words/language.ts'

export const ELECTION_KINDS: Record<ElectionKind, string> = {
  general: 'General',
  primary: 'Primary',
  runoff: 'Runoff',
  special: 'Special',
  referendum: 'Referendum',
}

const DAYS: Record<Language, (days: number) => string> = {
  en: (days) =>
    days === 0
      ? 'today'
      : days < 0
        ? `${-days} ${days === -1 ? 'day' : 'days'} ago`
        : `in ${days} ${days === 1 ? 'day' : 'days'}`,
  es: (days) =>
    days === 0
      ? 'hoy'
      : days < 0
        ? `hace ${-days} ${days === -1 ? 'día' : 'días'}`
        : `en ${days} ${days === 1 ? 'día' : 'días'}`,
  fr: (days) =>
    days === 0
      ? 'aujourd’hui'
      : days < 0
        ? `il y a ${-days} ${days === -1 ? 'jour' : 'jours'}`
        : `dans ${days} ${days === 1 ? 'jour' : 'jours'}`,
}

/** How far a day is, in words: `in 33 days`. */
export function daysWords(days: number, language: Language = 'en'): string {
  return DAYS[language](days)
}

/** A day of the calendar in words, the same in every time zone. */
export function dayWords(day: string, language: Language = 'en'): string {
  const format = { dateStyle: 'medium', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(language, format).format(new Date(`${day}T00:00:00Z`))
}

/** Elections that are not over, the next first; with `lineages`, those held at, above or below one of these places. */
export function comingElections(
  elections: readonly Election[],
  lineages?: readonly (readonly string[])[],
): Election[] {
  const here = lineages && new Set(lineages.flat())
  return elections.filter(
    ({ daysLeft, places }) => daysLeft >= 0 && (!here || places.some((place) => here.has(place))),
  )
}
