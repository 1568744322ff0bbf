/** The list of calls as CSV. Pure. */
import type { CallOffice, CallSheet } from '@tocsin/api'
import { toCsvRow } from '../texts/csv.ts'
import { knownWords, OUTCOME_WORDS, ROLE_WORDS, STATE_WORDS } from './words.ts'

const COLUMNS: [string, (one: CallOffice) => string][] = [
  ['place', (one) => one.place],
  ['place_id', (one) => one.jurisdiction],
  ['office', (one) => ROLE_WORDS[one.role]],
  ['state', (one) => STATE_WORDS[one.state]],
  ['overdue_since', (one) => one.overdueSince ?? ''],
  ['answer_due', (one) => one.dueAt ?? ''],
  ['known', (one) => knownWords(one.known)],
  ['fault', (one) => one.fault ?? ''],
  ['call_next', (one) => nextOf(one)?.title ?? ''],
  ['phone', (one) => nextOf(one)?.phone ?? ''],
  ['language', (one) => nextOf(one)?.language ?? ''],
  ['time_zone', (one) => one.timeZone ?? ''],
  ['others_on_file', othersOf],
  ['calls', (one) => String(one.calls.length)],
  ['last_call', (one) => one.calls.at(-1)?.at ?? ''],
  ['last_outcome', lastOutcome],
  ['notice', (one) => one.subject],
  ['notice_id', (one) => one.noticeId],
  ['sent', (one) => one.sentAt],
  ['marking', (one) => `TLP:${one.tlp.toUpperCase()}`],
]

/** One row an office; where the list was cut short, the last row says by how much. */
export function toCallsCsv({ items, more }: Pick<CallSheet, 'items' | 'more'>): string {
  const head = toCsvRow(COLUMNS.map(([name]) => name))
  const rows = items.map((one) => toCsvRow(COLUMNS.map(([, pick]) => pick(one))))
  const rest = more > 0 ? [toCsvRow([`${more} more offices are not in this file`])] : []
  return [head, ...rows, ...rest].join('')
}

function nextOf({ contacts, next }: CallOffice): CallOffice['contacts'][number] | undefined {
  return contacts.find(({ rank }) => rank === next)
}

function othersOf(one: CallOffice): string {
  return one.contacts
    .filter(({ rank }) => rank !== one.next)
    .map(({ title, phone, wrongNumber }) =>
      [title, phone ?? 'no number', ...(wrongNumber ? ['wrong number'] : [])].join(', '),
    )
    .join('; ')
}

function lastOutcome({ calls }: CallOffice): string {
  const last = calls.at(-1)
  if (!last) return ''
  return last.outcome ? OUTCOME_WORDS[last.outcome] : 'not recorded'
}
