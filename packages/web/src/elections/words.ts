import type {
  ChannelCounts,
  ChannelReached,
  Election,
  ElectionClock,
  ElectionKind,
  Reached,
} from '@tocsin/api'
import type { Language } from '../words/language.ts'

export const ELECTION_KINDS: Record<ElectionKind, string> = {
  general: 'General',
  primary: 'Primary',
  runoff: 'Runoff',
  special: 'Special',
  referendum: 'Referendum',
}

/** How far a day is, in words: `in 33 days`. */
export function daysWords(days: number, language: Language = 'en'): string {
  const numeric = days === 0 ? 'auto' : 'always'
  return new Intl.RelativeTimeFormat(language, { numeric }).format(days, 'day')
}

/** In which days offices have how long to answer: `last 7 days: 30 min`. */
export function clockWords({ lastDays, answerWithin }: ElectionClock): string {
  const days = lastDays === 0 ? 'on the day' : lastDays === 1 ? 'last day' : `last ${lastDays} days`
  return `${days}: ${answerWithin} min`
}

const MORE: Record<Language, (count: number) => string> = {
  en: (count) => `and ${count} more`,
  es: (count) => `y ${count} más`,
  fr: (count) => `et ${count} de plus`,
}

/** Of what is listed that there is more of it. */
export function moreWords(count: number, language: Language): string {
  return MORE[language](count)
}

/** Elections that are not over, the next first; with `lineages`, those held at one of these places or above it. */
export function comingElections(
  elections: readonly Election[],
  lineages?: readonly (readonly string[])[],
): Election[] {
  const here = lineages && new Set(lineages.flat())
  return elections.filter(
    ({ daysLeft, places }) => daysLeft >= 0 && (!here || places.some((place) => here.has(place))),
  )
}

/** How far a test came on one channel, those that need somebody first. */
export const CHANNEL_WORDS: Record<ChannelReached, string> = {
  dead: 'dead: refused, come back or given up',
  unknown: 'not known whether it went out',
  silent: 'handed over, no answer',
  queued: 'not out yet',
  answered: 'handed over, and the office answered by some channel',
}

export const CHANNEL_NAMES: Record<ChannelCounts['channel'], string> = {
  mail: 'Mail',
  sms: 'SMS',
  voice: 'Call by a machine',
  fax: 'Fax',
}

/** How far a test of reachability came at an office, those that need somebody first. */
export const REACHED_WORDS: Record<Reached, string> = {
  'no-address': 'no address on file',
  unmailable: 'cannot be mailed',
  returned: 'mail taken, then refused by the receiving server',
  'no-answer': 'mail handed over, no answer yet',
  queued: 'mail not out yet',
  'not-asked': 'not asked',
  answered: 'reached and answered',
}
