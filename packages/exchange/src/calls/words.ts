/** Words of the list of calls as it leaves the exchange in a file; the screens have their own. Pure. */
import type { CallOffice, CallOutcome, OfficeRole, TargetState } from '@tocsin/api'

export const STATE_WORDS: Record<TargetState, string> = {
  waiting: 'has time to answer',
  told: 'told, nobody said who acts',
  understood: 'understood',
  acted: 'acted',
  overdue: 'overdue',
  unreachable: 'unreachable',
}

export const ROLE_WORDS: Record<OfficeRole, string> = {
  'chief-official': 'chief official',
  clerk: 'clerk',
  it: 'IT',
  vendor: 'vendor',
}

export const OUTCOME_WORDS: Record<CallOutcome, string> = {
  told: 'told by telephone',
  understood: 'understood, who acts was said',
  reached: 'somebody answered; nobody counts as told',
  'not-reached': 'nobody reached',
  'wrong-number': 'wrong number',
  'wrong-code': 'wrong digits three times; nobody counts as told',
}

/** Exactly what is known of an office, and no more: of one whose mail was handed over not that it kept silent. */
export function knownWords({ by, at, mailed }: CallOffice['known']): string {
  const on = at ? ` on ${timeWords(at)}` : ''
  switch (by) {
    case 'none':
      return 'No mail was handed over; nobody there is known to have been told'
    case 'mailed':
      return `${mailed === 1 ? '1 contact was mailed' : `${mailed} contacts were mailed`}, the last${on}; whether anybody read it is not known`
    case 'spoken':
      return `Somebody answered the telephone${on} and did not prove to be of the office`
    case 'opened':
      return `Its page was opened by the link${on}; no answer since`
    case 'told':
      return `Said${on} that they have it; nobody has said who acts`
  }
}

/** Such as `2026-10-01 12:05 UTC`. */
export function timeWords(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`
}

/** Whom to call next, by role and not by name, as far as is known. */
export function nextWords({ contacts, next }: CallOffice): string {
  const one = contacts.find(({ rank }) => rank === next)
  if (one) return `${one.title}, ${one.phone}`
  if (contacts.length === 0) return 'nobody on file'
  return 'no number left to call'
}

/** How often it was called, and how the last call ended. */
export function callsWords({ calls }: CallOffice): string {
  const last = calls.at(-1)
  if (!last) return 'not called'
  const often = calls.length === 1 ? 'called once' : `called ${calls.length} times`
  const ended = last.outcome ? OUTCOME_WORDS[last.outcome] : 'how it ended is not recorded'
  return `${often}, last ${timeWords(last.at)}: ${ended}`
}
