/** How the answer of a party is told back to it. */
import type { AlertAnswer } from '@tocsin/api'
import { toWrittenTime, type Language } from './language.ts'
import { PARTY_WORDS } from './party-words.ts'

type Standing = { answer?: AlertAnswer; othersFrom?: string }

/** From when others may be told, as far as that is known; `now` is when the page is read. */
export function describeOthers(
  { answer, othersFrom }: Standing,
  language: Language,
  now: number,
): string {
  const words = PARTY_WORDS[language]
  if (answer?.answer === 'ours') return words.othersNever
  if (othersFrom === undefined) return words.othersOpen
  const time = toWrittenTime(othersFrom, language)
  return Date.parse(othersFrom) <= now ? words.othersSince(time) : words.othersFrom(time)
}

/** What it means that the party lets nobody know: nobody until its time is over, or too late. */
export function describeNobody(
  { answer, othersFrom }: Standing,
  language: Language,
  now: number,
): string {
  const words = PARTY_WORDS[language]
  // What an answer has moved is not the end of the party's own time.
  if (othersFrom === undefined || answer?.mayKnow === 'members') return words.nobodyYet
  const time = toWrittenTime(othersFrom, language)
  return Date.parse(othersFrom) <= now ? words.nobodyMore(time) : words.nobodyUntil(time)
}
