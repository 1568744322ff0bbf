/** What is said of a name that imitates a party, and no more than is known of it. */
import type { AlertState, getAlert, PartyAlert, ReplyOf } from '@tocsin/api'
import { toLocalTime } from '../words/time.ts'

/** What became of one mail to one contact. */
export type Mail = ReplyOf<typeof getAlert>['mails'][number]

export const ALERT_STATE_NAMES: Record<AlertState, string> = {
  new: 'Found, nobody told',
  telling: 'Mail on its way',
  told: 'Told by mail',
  unreached: 'Not reached by mail',
  answered: 'Answered',
  'set-aside': 'Set aside',
}

export const ALERT_STATE_TONES: Record<AlertState, 'plain' | 'good' | 'bad' | 'new'> = {
  new: 'new',
  telling: 'plain',
  told: 'good',
  unreached: 'bad',
  answered: 'good',
  'set-aside': 'plain',
}

/** What each state means, in a sentence. */
export const ALERT_STATE_TEXTS: Record<AlertState, string> = {
  new: 'It was found; nobody has been told of it.',
  telling: 'Mails to the party are on their way; none has been handed over yet.',
  told: 'A mail to the party was handed to a mail server. Whether anybody read it is not known from that.',
  unreached: 'No mail could be delivered to any contact of the party. Call it.',
  answered: 'The party has said what the name is.',
  'set-aside': 'Whoever found it has set it aside; nobody is told of it.',
}

const TECHNIQUES: Record<string, string> = {
  'suffix-swap': 'Whole name under another ending',
  homograph: 'Letters of other scripts that look the same',
  homoglyph: 'Letters that look the same to the eye',
  hyphenation: 'Dashes put in or left out',
  'sub-domain': 'Whole name in front of a stranger’s',
  'shared-hosting': 'Whole name at a shared host',
  'joined-words': 'The name with other words around it',
  'rearranged-place': 'Called as an election office would be',
  keyword: 'Holds a word that was asked for',
  omission: 'A letter left out',
  insertion: 'A letter put in',
  repetition: 'A letter doubled',
  replacement: 'A letter changed',
  transposition: 'Two letters exchanged',
  'vowel-swap': 'A vowel changed',
}

/** How the name is made; a detector newer than these screens may know other ways. */
export function techniqueName(technique: string): string {
  return TECHNIQUES[technique] ?? technique
}

export const MAIL_STATE_NAMES: Record<Mail['state'], string> = {
  waiting: 'waiting to be sent',
  'handed-over': 'handed to a mail server; that does not say it was read',
  failed: 'failed',
}

/** Why others may not be told of it now, and from when; nothing where they may. */
export function whyNotShared(alert: PartyAlert): string | undefined {
  if (alert.mayShare) return undefined
  const { state, answer, othersFrom, seal } = alert
  if (state === 'set-aside') return 'It was set aside.'
  if (answer?.answer === 'ours') return 'The party calls the name its own, so nobody else is told.'
  if (state === 'new') return 'The party comes first: tell it.'
  if (seal && !seal.opened && seal.until === othersFrom)
    return `It is sealed until ${toLocalTime(seal.until)}; only the party is told before.`
  if (othersFrom === undefined)
    return 'The time of the party begins once a mail to it is handed over, or none can be delivered.'
  const unless = answer ? '' : ', or at once if the party answers that members may know'
  return `The party comes first: others from ${toLocalTime(othersFrom)} on${unless}.`
}

/** Whether its content may still be sealed, as the exchange would have it. */
export function maySeal({ state, mayShare, seal }: PartyAlert): boolean {
  return state !== 'new' && state !== 'set-aside' && !mayShare && seal?.opened !== true
}
