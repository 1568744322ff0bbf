/** What exports write where there is no value: words that are nobody's account, post or link. */
import type { Role } from '../presets/roles.ts'

/** Said in so many words, in lower case. */
const PLAIN = [
  'na',
  'n/a',
  'nan',
  'nat',
  'null',
  'nil',
  'none',
  'undefined',
  'unknown',
  'missing',
  'empty',
]
/** An account may have such a name: they are a placeholder in brackets or quotes only. */
const IN_BRACKETS = [
  ...PLAIN,
  '',
  'blank',
  'deleted',
  'removed',
  'hidden',
  'private',
  'not set',
  'no value',
]
const BRACKETS = ['()', '[]', '<>', '{}', '""', "''"]
/** What a spreadsheet writes for a formula that failed, in the languages of some. */
const SHEET_ERRORS =
  'null! div/0! value! ref! name? num! n/a spill! calc! wert! bezug! zahl! nv valeur! nom? nombre! ¡valor! ¡ref! ¿nombre? ¡num! ¡div/0!'

const WORDS = [
  ...PLAIN,
  ...BRACKETS.flatMap(([open, close]) => IN_BRACKETS.map((word) => `${open}${word}${close}`)),
  ...SHEET_ERRORS.split(' ').map((error) => `#${error}`),
  'n.a.',
  '#na',
  '-nan',
  'not available',
  'not applicable',
  'no data',
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
  "['']",
  '[""]',
  "['none']",
  '["none"]',
]
/** In a reference to something else a number or a truth value says whether there is one, not which. */
const NO_REFERENCE = ['0', '0.0', '-1', '-1.0', 'false', 'true', 'no', 'yes']

const MISSING: ReadonlySet<string> = new Set(WORDS)
const MISSING_REFERENCE: ReadonlySet<string> = new Set([...WORDS, ...NO_REFERENCE])
const LONGEST = Math.max(...WORDS.map(({ length }) => length))
/** Only words in brackets begin so, and few cells. */
const OPENERS = `([<{"'#`

const REFERENCES: readonly Role[] = ['reshareOf', 'replyTo', 'links', 'hashtags', 'media']

/** Whether a cell of this role says that there is no value. Text may say anything. */
export function isMissing(role: Role, value: string): boolean {
  if (value.length > LONGEST) return value.trim() === '' || (role !== 'text' && isTooNarrow(value))
  if (role === 'text') return value === ''
  const word = value.trim().toLowerCase()
  return (
    isTooNarrow(word) ||
    word === '' ||
    (REFERENCES.includes(role) ? MISSING_REFERENCE : MISSING).has(word)
  )
}

/** `#####`: the column was too narrow for its numbers. */
function isTooNarrow(value: string): boolean {
  return /^\s*#+\s*$/.test(value)
}

/** What `missingSql` is made of, for another dialect: words in brackets and without, and the longest cell that is one. */
export const MISSING_PARTS = {
  openers: [...OPENERS],
  bracketed: [...MISSING].filter((word) => OPENERS.includes(word[0]!)),
  plain: [...MISSING, ''].filter((word) => word === '' || !OPENERS.includes(word[0]!)),
  longest: LONGEST,
} as const

/** The same as an SQL condition on the text expression `sql`. A long `in` would become a join, which loses the order of rows. */
export function missingSql(role: Role, sql: string): string {
  if (role === 'text') return `${sql} = ''`
  const all = [...(REFERENCES.includes(role) ? MISSING_REFERENCE : MISSING), '']
  const isBracketed = (word: string) => word !== '' && OPENERS.includes(word[0]!)
  const word = `lower(trim(${sql}))`
  const among = (words: readonly string[]) =>
    `list_contains([${words.map((one) => `'${one.replaceAll("'", "''")}'`).join(', ')}], ${word})`
  return `(case when contains('${OPENERS.replaceAll("'", "''")}', left(ltrim(${sql}), 1)) and trim(${sql}) <> ''
    then trim(trim(${sql}), '#') = '' or (length(${sql}) <= ${LONGEST} and ${among(all.filter(isBracketed))})
    else length(${sql}) <= ${LONGEST} and ${among(all.filter((one) => !isBracketed(one)))} end)`
}
