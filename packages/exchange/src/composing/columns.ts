/** What the columns of a table are, by their headings and by what stands in them. */
import { isPlatformName } from '@tocsin/detect/match'
import { readValue } from './value.ts'

/** `values` holds addresses, domains, links or hashes, whatever its heading says. */
type ColumnRole = 'account' | 'platform' | 'user id' | 'display name' | 'values'
export type Column = { name: string; role: ColumnRole | undefined }

const HEADINGS: Record<Exclude<ColumnRole, 'values'>, readonly string[]> = {
  account: [
    'account',
    'account login',
    'account name',
    'author',
    'author handle',
    'handle',
    'login',
    'nick',
    'nickname',
    'profile',
    'screen name',
    'screenname',
    'user',
    'user name',
    'user screen name',
    'username',
    'compte',
    'cuenta',
    'usuario',
    'identifiant',
    'benutzername',
    'konto',
  ],
  platform: [
    'account type',
    'app',
    'network',
    'plataforma',
    'plateforme',
    'platform',
    'red social',
    'service',
    'site',
    'social media',
    'social network',
    'réseau',
    'source platform',
  ],
  'user id': ['account id', 'author id', 'uid', 'user id', 'userid'],
  'display name': ['display name', 'displayname', 'full name', 'profile name', 'user display name'],
}
const VALUES = [
  'address',
  'domain',
  'domains',
  'email',
  'hash',
  'host',
  'hostname',
  'indicator',
  'indicator value',
  'ioc',
  'ip',
  'ip address',
  'link',
  'md5',
  'observable',
  'profile url',
  'sha1',
  'sha256',
  'sha512',
  'uri',
  'url',
  'value',
]
const SAMPLE = 100
/** Share of cells that must say so before a column is taken for what its cells are. */
const ENOUGH = 0.6

/** The roles of columns, and whether the first row is a heading. */
export function findColumns(records: readonly (readonly string[])[]): {
  columns: Column[]
  hasHeading: boolean
} {
  const first = records[0] ?? []
  const hasHeading = isHeading(first)
  const body = hasHeading ? records.slice(1) : records
  const columns = first.map((cell, i): Column => {
    const name = hasHeading && cell.trim() !== '' ? cell.trim() : `column ${i + 1}`
    const cells = body
      .slice(0, SAMPLE)
      .map((record) => record[i] ?? '')
      .filter((text) => !isBlank(text))
    return { name, role: (hasHeading ? roleOfHeading(cell) : undefined) ?? roleOfCells(cells) }
  })
  onlyFirst(columns, ['account', 'platform', 'user id', 'display name'])
  nameAccounts(columns, body)
  return { columns, hasHeading }
}

/** A heading names columns and holds nothing of what is shared. */
function isHeading(cells: readonly string[]): boolean {
  if (cells.some((cell) => roleOfHeading(cell) ?? isValuesHeading(cell))) return true
  return cells.every((cell) => !readValue(cell) && !isPlatformName(cell))
}

function toHeading(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function roleOfHeading(cell: string): ColumnRole | undefined {
  const heading = toHeading(cell)
  const roles = Object.entries(HEADINGS) as [ColumnRole, readonly string[]][]
  return roles.find(([, names]) => names.includes(heading))?.[0]
}

function isValuesHeading(cell: string): true | undefined {
  return VALUES.includes(toHeading(cell)) || undefined
}

function roleOfCells(cells: readonly string[]): ColumnRole | undefined {
  const share = (is: (cell: string) => boolean) => cells.filter(is).length / cells.length
  if (cells.length === 0) return undefined
  if (share(isPlatformName) >= ENOUGH) return 'platform'
  return share((cell) => readValue(cell) !== undefined) >= ENOUGH ? 'values' : undefined
}

/** Of two columns of one role the first has it; what the other is, its heading does not tell. */
function onlyFirst(columns: Column[], roles: readonly ColumnRole[]): void {
  for (const role of roles)
    for (const column of columns.filter((one) => one.role === role).slice(1))
      column.role = undefined
}

/** In a heading of several words, those that an account is called by, and those by which the column is of something else. */
const ACCOUNT_WORDS =
  /^(?:account|acct|accounts|handle|handles|user|username|login|nick|nickname|screenname|konto|benutzername|compte|cuenta|usuario)$/
const OTHER_WORDS =
  /^(?:id|ids|type|kind|url|link|links|count|number|no|nr|created|creation|date|since|age|status|state|followers|following|friends|bio|description|mail|email|language|location|country|note|notes|remark|remarks|by|verified)$/

/**
 * Which column holds the accounts where no heading is just their name: the one whose heading has such a word, else the one of
 * handles (`@name`), else the one of single words beside that of platforms. Running numbers and dates are no names.
 */
function nameAccounts(columns: Column[], body: readonly (readonly string[])[]): void {
  if (columns.some(({ role }) => role === 'account')) return
  const sample = body.slice(0, SAMPLE)
  const cellsOf = (i: number) =>
    sample.map((record) => (record[i] ?? '').trim()).filter((cell) => !isBlank(cell))
  const all = columns.map((column, i) => ({ column, cells: cellsOf(i) }))
  const free = all.filter(
    ({ column: { role }, cells }) =>
      cells.length > 0 && (role === undefined || (role === 'values' && cells.every(isHandle))),
  )
  const hasPlatform = columns.some(({ role }) => role === 'platform')
  const ways = [
    free.filter(({ column, cells }) => isAccountHeading(column.name) && cells.every(isWord)),
    hasPlatform ? free.filter(({ cells }) => cells.every(isHandle)) : [],
    hasPlatform ? free.filter(({ cells }) => cells.every(isWord)) : [],
  ]
  const found = ways.find((way) => way.length === 1)
  if (found) found[0]!.column.role = 'account'
}

function isAccountHeading(name: string): boolean {
  const words = toHeading(name).split(' ')
  return (
    words.some((word) => ACCOUNT_WORDS.test(word)) && !words.some((word) => OTHER_WORDS.test(word))
  )
}

function isHandle(cell: string): boolean {
  return /^@[^\s@]+$/.test(cell)
}

/** One word that is neither a number nor a date nor a time. */
function isWord(cell: string): boolean {
  return /^@?[^\s@]*$/.test(cell) && !/^[\d.,:/+-]+(?:T[\d.:]+Z?)?$/.test(cell)
}

/** What spreadsheets and exports write where there is nothing. */
export function isBlank(cell: string): boolean {
  return /^(|-|–|—|n\/?a|none|null|nan|nil|undefined)$/i.test(cell.trim())
}
