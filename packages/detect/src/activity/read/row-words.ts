/** What is said of rows that cannot be counted, or only with care: the same wherever they are read. */
import type { Role } from '../presets/roles.ts'
import { SMALL } from '../times/time-form.ts'
import type { LeftOutReason } from './left-out.ts'
import type { Facts } from './row-facts.ts'

export const ROLES_OF: Readonly<Record<Exclude<LeftOutReason, 'repeated'>, Role>> = {
  'no-account': 'account',
  'no-object': 'object',
  'no-time': 'time',
  'unreadable-time': 'time',
  'wild-time': 'time',
}

export function wordsOf(
  reason: LeftOutReason,
  value: string,
  { earliest }: Pick<Facts, 'earliest'>,
): string {
  if (reason === 'unreadable-time') return `"${value.slice(0, 60)}" is not a time that can be read`
  if (reason === 'wild-time')
    return `"${value.slice(0, 60)}" lies outside ${earliest === 0 ? 1970 : 1990} to 2100`
  return `the ${ROLES_OF[reason as 'no-account']} is missing`
}

export function damagedWords(id: string): string {
  return `"${id.slice(0, 40)}" is an id in scientific notation: a spreadsheet or program has cut its digits, so that different ids have become one. Export it anew with this column as text, or from where the ids are whole`
}

export function zerosWords(column: string | undefined, zeros: number): string {
  return `all ids in column "${column}" end in ${zeros} zero${zeros === 1 ? '' : 's'}: a spreadsheet or program has rounded them, and different ones may have become one; export them anew as text`
}

/** Of so many rows without a post id where others have one. */
export function namelessWords(rows: number): string[] {
  return rows > 0
    ? [`${rows.toLocaleString('en')} rows have no post id: each counts as a post`]
    : []
}

export function resolutionWords(
  facts: Pick<Facts, 'to' | 'from' | 'count' | 'wholeDays' | 'wholeMinutes'>,
): string[] {
  if (facts.to < SMALL * 1e6)
    return ['the times are small numbers: they were taken as seconds from a start of their own']
  if (facts.count < 2 || facts.from === facts.to) return []
  if (facts.wholeDays)
    return ['the times are whole days: what happens within a day cannot be told apart']
  return facts.wholeMinutes
    ? ['the times are whole minutes: what happens within a minute cannot be told apart']
    : []
}
