import {
  faultOfWays,
  isEmail,
  isPhoneNumber,
  isSameMailbox,
  NO_EMAIL,
  type BodyOf,
  type importContacts,
  type OfficeRole,
} from '@tocsin/api'

import { bareNumber, toReach, toReachFields, type ReachFields } from './reach.ts'

export type ContactRow = BodyOf<typeof importContacts>['contacts'][number]
export type RowFault = { row: number; column: string; message: string }
/** `warnings`: rows that can be imported and will not do what they seem to. */
export type ContactsFile = { contacts: ContactRow[]; faults: RowFault[]; warnings: RowFault[] }

export const CONTACT_COLUMNS = [
  'jurisdiction',
  'role',
  'rank',
  'title',
  'email',
  'phone',
  'language',
  'sms',
  'voice',
  'fax',
  'ways',
  'time_zone',
] as const
const NEEDED = CONTACT_COLUMNS.slice(0, 5)
const OFFICE_ROLES = new Set<string>(['chief-official', 'clerk', 'it'] satisfies OfficeRole[])
const LARGEST = 20_000

/** Reads a CSV of role holders; who has no language has the first of `languages`. Rows are counted as a spreadsheet does: the heading is row 1. */
export function readContacts(text: string, languages: readonly string[]): ContactsFile {
  const [head, ...lines] = parseCsv(text)
  const names = (head ?? []).map((name) => name.trim().toLowerCase())
  const missing = NEEDED.filter((name) => !names.includes(name))
  if (missing.length > 0) {
    const message = `the heading lacks: ${missing.join(', ')}`
    return { contacts: [], faults: [{ row: 1, column: missing[0] ?? '', message }], warnings: [] }
  }
  if (lines.length > LARGEST) {
    const message = `${lines.length} rows; at most ${LARGEST} at once`
    return { contacts: [], faults: [{ row: LARGEST + 2, column: '', message }], warnings: [] }
  }
  const contacts: ContactRow[] = []
  const faults: RowFault[] = []
  const rows: number[] = []
  const seen = new Map<string, number>()
  for (const [index, line] of lines.entries()) {
    const row = index + 2
    const cells = Object.fromEntries(names.map((name, at) => [name, (line[at] ?? '').trim()]))
    const found = [
      ...faultsOf(cells),
      ...languageFaultOf(cells, languages),
      ...waysFaultOf(cells),
      ...repeatOf(cells, row, seen),
    ]
    if (found.length > 0) faults.push(...found.map((fault) => ({ ...fault, row })))
    else {
      contacts.push(toContact(cells, languages[0] ?? 'en'))
      rows.push(row)
    }
  }
  return { contacts, faults, warnings: warningsOf(contacts, rows) }
}

/** Rows with the mailbox of an earlier one of the same office and role: a notice asks it once. */
function warningsOf(contacts: ContactRow[], rows: number[]): RowFault[] {
  const chains = new Map<string, number[]>()
  const warnings: RowFault[] = []
  for (const [at, { jurisdiction, role, email }] of contacts.entries()) {
    const key = `${jurisdiction} ${role}`
    const chain = chains.get(key) ?? []
    chains.set(key, [...chain, at])
    const twin = chain.find((other) => isSameMailbox(contacts[other]!.email, email))
    if (twin === undefined) continue
    const message = `the mailbox of row ${rows[twin]} again, in the same office: it is asked once`
    warnings.push({ row: rows[at]!, column: 'email', message })
  }
  return warnings
}

type Cells = Record<string, string>
type CellFault = Omit<RowFault, 'row'>

const NO_NUMBER = 'must be a number in full, as +1 614 555 0100, or empty'

function isNumber(value: string): boolean {
  return value === '' || isPhoneNumber(bareNumber(value))
}

const CHECKS: [string, (value: string) => boolean, string][] = [
  [
    'jurisdiction',
    (value) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(value),
    'must be the code of a place',
  ],
  ['role', (value) => OFFICE_ROLES.has(value), 'must be chief-official, clerk or it'],
  ['rank', (value) => /^\d$/.test(value), 'must be 0 (primary) to 9'],
  ['title', (value) => value !== '' && value.length <= 300, 'must hold 1 to 300 characters'],
  ['email', isEmail, NO_EMAIL],
  ['sms', isNumber, NO_NUMBER],
  ['voice', isNumber, NO_NUMBER],
  ['fax', isNumber, NO_NUMBER],
]

function faultsOf(cells: Cells): CellFault[] {
  return CHECKS.filter(([column, isRight]) => !isRight(cells[column] ?? '')).map(
    ([column, , message]) => ({
      column,
      message: `"${(cells[column] ?? '').slice(0, 60)}" ${message}`,
    }),
  )
}

function reachOf({ phone, sms, voice, fax, ways, time_zone: timeZone }: Cells): ReachFields {
  return toReachFields({ phone, sms, voice, fax, ways, timeZone })
}

/** Whether the place has a zone the exchange looks at. */
function waysFaultOf(cells: Cells): CellFault[] {
  const fault = faultOfWays(toReach(reachOf(cells)), true)
  return fault ? [{ column: 'ways', message: fault }] : []
}

function languageFaultOf({ language }: Cells, languages: readonly string[]): CellFault[] {
  if (!language || languages.includes(language)) return []
  const message = `"${language.slice(0, 60)}" must be ${languages.join(' or ')}`
  return [{ column: 'language', message }]
}

function repeatOf(cells: Cells, row: number, seen: Map<string, number>): CellFault[] {
  const key = `${cells.jurisdiction} ${cells.role} ${cells.rank}`
  const before = seen.get(key)
  seen.set(key, before ?? row)
  if (before === undefined) return []
  return [{ column: 'rank', message: `the same office, role and rank stand in row ${before}` }]
}

function toContact(cells: Cells, main: string): ContactRow {
  return {
    jurisdiction: cells.jurisdiction ?? '',
    role: cells.role as OfficeRole,
    rank: Number(cells.rank),
    title: cells.title ?? '',
    email: cells.email ?? '',
    language: cells.language || main,
    ...toReach(reachOf(cells)),
  }
}

/** Rows of RFC 4180 CSV; empty lines are left out, a byte-order mark is ignored. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/gy
  const source = text.replace(/^\uFEFF/, '')
  while (cell.lastIndex < source.length) {
    const start = cell.lastIndex
    const match = cell.exec(source)
    if (!match) {
      // A stray quote: keep the rest of the line as it stands, so that its fault names what is there.
      const end = source.indexOf('\n', start)
      const stop = end < 0 ? source.length : end
      rows.push([...row, source.slice(start, stop)])
      row = []
      cell.lastIndex = stop + 1
      continue
    }
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'))
    if (match[3] === ',') {
      if (cell.lastIndex === source.length) row.push('')
      else continue
    }
    rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push(row)
  return rows.filter((cells) => cells.some((value) => value.trim() !== ''))
}
