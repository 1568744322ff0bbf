/** Published tables as CSV (RFC 4180), in which no cell is a formula to a spreadsheet. Pure. */
import type { CountOrFewer } from '@tocsin/api'
import type { Rendered } from './render.ts'

type Cell = string | number | boolean | undefined
type Columns<T> = readonly (readonly [string, (row: T) => Cell])[]
type Row<K extends 'accounts' | 'posts' | 'indicators'> = Rendered[K][number]

const ACCOUNTS: Columns<Row<'accounts'>> = [
  ['member', (row) => row.member],
  ['account', (row) => row.account],
  ['pseudonym', (row) => (row.pseudonym ? 'yes' : 'no')],
  ['platform', (row) => row.platform],
  ['kind', (row) => row.kind],
  ['handle', (row) => row.handle],
  ['name', (row) => row.name],
  ['followers', (row) => toCell(row.followers)],
  ['created', (row) => row.created],
  ['country', (row) => row.country],
  ['language', (row) => row.language],
  ['url', (row) => row.url],
]

const POSTS: Columns<Row<'posts'>> = [
  ['member', (row) => row.member],
  ['post', (row) => row.post],
  ['account', (row) => row.account],
  ['at', (row) => row.at],
  ['text', (row) => row.text],
  ['url', (row) => row.url],
]

const INDICATORS: Columns<Row<'indicators'>> = [
  ['member', (row) => row.member],
  ['kind', (row) => row.kind],
  ['value', (row) => row.value],
]

type Figure = {
  member: string
  figure: string
  value: Cell
  from?: string | undefined
  until?: string | undefined
}

const FIGURES: Columns<Figure> = [
  ['member', (row) => row.member],
  ['figure', (row) => row.figure],
  ['value', (row) => row.value],
  ['from', (row) => row.from],
  ['until', (row) => row.until],
]

/** The tables of a version by the name of their file, each line by line. */
export function toTables({
  parts,
  accounts,
  posts,
  indicators,
}: Rendered): [string, Iterable<string>][] {
  return [
    ['accounts.csv', toCsv(ACCOUNTS, accounts)],
    ['posts.csv', toCsv(POSTS, posts)],
    ['indicators.csv', toCsv(INDICATORS, indicators)],
    ['figures.csv', toCsv(FIGURES, parts.flatMap(toFigures))],
  ]
}

function toFigures({ member, state, ...part }: Rendered['parts'][number]): Figure[] {
  const row = (figure: string, value: Cell, period: { from?: string; until?: string } = {}) => ({
    member: member.name,
    figure,
    value,
    from: period.from,
    until: period.until,
  })
  if (state === 'missing') return [row('missing', 'yes')]
  return [
    row('accounts named', part.named),
    row('accounts under a pseudonym', toCell(part.underPseudonym)),
    row('posts', part.posts),
    row('indicators', part.indicators),
    ...part.reach.map((one) => row(`reach: ${one.what}`, toCell(one), one)),
    ...part.spend.flatMap((one) => [
      row(`spend in ${one.currency}`, one.amount, one),
      ...(one.ads ? [row(`ads paid in ${one.currency}`, toCell(one.ads), one)] : []),
    ]),
  ]
}

/** A count, or in place that it is not given. */
function toCell({ count, fewerThan }: CountOrFewer): Cell {
  return count ?? `fewer than ${fewerThan}`
}

function* toCsv<T>(columns: Columns<T>, rows: readonly T[]): Generator<string> {
  yield `${columns.map(([name]) => name).join(',')}\r\n`
  for (const row of rows) yield `${columns.map(([, of]) => cell(of(row))).join(',')}\r\n`
}

/** What a spreadsheet would take for a formula begins with an apostrophe, which it shows as text. */
function cell(value: Cell): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value)
  const text = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
