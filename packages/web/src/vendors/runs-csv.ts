import { isLine, SYSTEM_KINDS, type RunEdit, type SystemKind } from '@tocsin/api'
import { parseCsv } from '../offices/contacts-csv.ts'

/** What a table of who runs what can say; `place` may be a code or a name. */
export const RUN_FIELDS = [
  'place',
  'vendor',
  'kind',
  'system',
  'version',
  'since',
  'until',
] as const
export type RunField = (typeof RUN_FIELDS)[number]
export const NEEDED_FIELDS: readonly RunField[] = ['place', 'vendor', 'kind', 'system', 'since']

export type RunTable = { head: string[]; lines: string[][] }
/** Which column says what, by its number; a field without one is not in the table. */
export type RunColumns = Partial<Record<RunField, number>>
export type CellFault = { row: number; message: string }
/** What was assumed of a table: kinds as it writes them, as what they were taken, in how many rows; and days. */
export type Assumed = {
  kinds: { written: string; kind: SystemKind; rows: number }[]
  /** Days of which only the year was said, so that its first of January is taken. */
  years: number
  /** Days with slashes, read as month, day, year. */
  slashes: number
}

const LARGEST = 20_000
const LONGEST = 300
/** What stands there in the place of signs that were not in UTF-8. */
const LOST = '\ufffd'

/** Words by which a heading is known, the surest first. */
const HEADINGS: Record<RunField, RegExp> = {
  place: /^(ocd|fips|geoid|jurisdiction|county|place|locality|municipality|town|condado|lieu)/,
  vendor: /(vendor|manufacturer|maker|supplier|company|make$|proveedor|fournisseur)/,
  kind: /(kind|type|category|equipment$|tipo|genre)/,
  system: /(system|product|model|device|name|sistema|produit)/,
  version: /(version|release|firmware|versión)/,
  since: /(since|from|start|first|begin|year|desde|depuis)/,
  until: /(until|to$|end|last|hasta|jusqu)/,
}

/** Kinds as lists write them. */
const KINDS: [RegExp, SystemKind][] = [
  [/poll ?-?book/, 'poll-book'],
  [/regist/, 'registration'],
  [/tabulat|scann|optical|count/, 'tabulator'],
  [/mark|bmd|accessible|dre/, 'ballot-marking'],
  [/result|enr|night/, 'results-page'],
  [/web/, 'website'],
]

export function readRunTable(text: string): RunTable {
  const [head = [], ...lines] = parseCsv(text)
  return { head: head.map((name) => name.trim()), lines }
}

/** The columns as their headings are understood; whoever imports looks at them. */
export function guessColumns(head: readonly string[]): RunColumns {
  const taken = new Set<number>()
  const columns: RunColumns = {}
  for (const field of RUN_FIELDS) {
    const at = head.findIndex(
      (name, index) => !taken.has(index) && HEADINGS[field].test(name.toLowerCase()),
    )
    if (at < 0) continue
    taken.add(at)
    columns[field] = at
  }
  return columns
}

/** What is read into the cells of these columns without their saying so, for whoever imports to look at. */
export function assumedOf({ lines }: RunTable, columns: RunColumns): Assumed {
  const cells = (field: RunField) =>
    lines.map((line) => (columns[field] === undefined ? '' : (line[columns[field]] ?? '').trim()))
  const kinds = new Map<string, number>()
  for (const written of cells('kind'))
    if (written !== '' && written !== toKind(written))
      kinds.set(written, (kinds.get(written) ?? 0) + 1)
  const days = [...cells('since'), ...cells('until')]
  return {
    kinds: [...kinds].map(([written, rows]) => ({ written, kind: toKind(written), rows })),
    years: days.filter((text) => /^\d{4}$/.test(text)).length,
    slashes: days.filter((text) => text.includes('/') && toDay(text) !== undefined).length,
  }
}

/** Rows as the exchange takes them; rows are counted as a spreadsheet does, the heading being row 1. */
export function toRuns(
  { lines }: RunTable,
  columns: RunColumns,
): { runs: RunEdit[]; faults: CellFault[] } {
  if (lines.length > LARGEST)
    return {
      runs: [],
      faults: [{ row: LARGEST + 2, message: `${lines.length} rows; at most ${LARGEST} at once` }],
    }
  const runs: RunEdit[] = []
  const faults: CellFault[] = []
  for (const [index, line] of lines.entries()) {
    const cell = (field: RunField) => {
      const at = columns[field]
      return at === undefined ? '' : (line[at] ?? '').trim()
    }
    const kind = toKind(cell('kind'))
    const since = toDay(cell('since'))
    const until = cell('until') === '' ? undefined : toDay(cell('until'))
    const missing = NEEDED_FIELDS.filter((field) => cell(field) === '')
    const spoilt = TEXTS.map((field) => spoiltBy(field, cell(field))).find(Boolean)
    const message =
      missing.length > 0
        ? `nothing stands under ${missing.join(', ')}`
        : spoilt !== undefined
          ? spoilt
          : since === undefined || (cell('until') !== '' && until === undefined)
            ? 'a day must be like 2026-01-31 or 1/31/2026, or a year'
            : undefined
    if (message) faults.push({ row: index + 2, message })
    else
      runs.push({
        place: cell('place'),
        vendor: cell('vendor'),
        kind,
        system: cell('system'),
        since: since!,
        ...(cell('version') ? { version: cell('version') } : {}),
        ...(until ? { until } : {}),
      })
  }
  return { runs, faults }
}

const TEXTS = ['place', 'vendor', 'system', 'version'] as const

/** Why a text cannot be on file as it stands; nothing where it can, or is empty. */
function spoiltBy(field: RunField, text: string): string | undefined {
  if (text.includes(LOST))
    return `signs under ${field} were lost: save the table as CSV in UTF-8 and choose it again`
  if (text.length > LONGEST) return `more than ${LONGEST} signs stand under ${field}`
  if (text !== '' && !isLine(text))
    return `under ${field} stands a sign that is not seen or turns the direction`
  return undefined
}

/** A kind as it is written, or what it reads like; `other` where it reads like none. */
function toKind(text: string): SystemKind {
  const said = text.toLowerCase()
  return (
    SYSTEM_KINDS.find((kind) => kind === said) ??
    KINDS.find(([pattern]) => pattern.test(said))?.[1] ??
    'other'
  )
}

/** A day; of a year alone its first. */
function toDay(text: string): string | undefined {
  if (/^\d{4}$/.test(text)) return `${text}-01-01`
  const [, month = '', day = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  const written = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
  return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(written) ? written : undefined
}
