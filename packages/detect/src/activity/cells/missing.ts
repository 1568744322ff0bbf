/** What exports write where there is no value: words that are nobody's account, post or link. */
import type { Role } from '../presets/roles.ts'

/** In lower case, without spaces around. */
const WORDS = [
  'na',
  'n/a',
  'n.a.',
  '#n/a',
  '#na',
  '#null!',
  'nan',
  '-nan',
  '<na>',
  'nat',
  'null',
  '<null>',
  '(null)',
  '[null]',
  'nil',
  'none',
  '<none>',
  '(none)',
  'undefined',
  'unknown',
  'missing',
  'empty',
  'not available',
  'not applicable',
  'no data',
  '[deleted]',
  '[removed]',
  '(deleted)',
  'deleted account',
  '\\n',
  '-',
  '--',
  '---',
  '–',
  '—',
  '.',
  '..',
  '?',
  '_',
  '*',
  '[]',
  '{}',
  '()',
  '""',
  "''",
  '[null]',
  '[none]',
  "['']",
  '[""]',
]
/** In a reference to something else a number or a truth value says whether there is one, not which. */
const NO_REFERENCE = ['0', '0.0', '-1', '-1.0', 'false', 'true', 'no', 'yes']

const MISSING: ReadonlySet<string> = new Set(WORDS)
const MISSING_REFERENCE: ReadonlySet<string> = new Set([...WORDS, ...NO_REFERENCE])
const LONGEST = 15

const REFERENCES: readonly Role[] = ['reshareOf', 'replyTo', 'links', 'hashtags', 'media']

/** Whether a cell of this role says that there is no value. Text may say anything. */
export function isMissing(role: Role, value: string): boolean {
  if (value.length > LONGEST) return value.trim() === ''
  if (role === 'text') return value === ''
  const word = value.trim().toLowerCase()
  return word === '' || (REFERENCES.includes(role) ? MISSING_REFERENCE : MISSING).has(word)
}

/** The same as an SQL condition on the text expression `sql`. A long `in` would become a join, which loses the order of rows. */
export function missingSql(role: Role, sql: string): string {
  if (role === 'text') return `${sql} = ''`
  const words = [...(REFERENCES.includes(role) ? MISSING_REFERENCE : MISSING), '']
  const list = words.map((word) => `'${word.replaceAll("'", "''")}'`).join(', ')
  return `(length(${sql}) <= ${LONGEST} and list_contains([${list}], lower(trim(${sql}))))`
}
