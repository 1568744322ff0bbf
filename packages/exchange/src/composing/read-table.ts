/** Tables: comma, semicolon or tab between cells, with any headings or none (RFC 4180). */
import type { ComposedReading } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'
import { findColumns, isBlank, type Column } from './columns.ts'
import { hiddenInValue, hiddenInWords, platformOf } from '@tocsin/detect/match'
import { openRows, type Rows, type Value, type ValueOptions } from './reading.ts'
import { toRecords } from './records.ts'
import { readValue } from './value.ts'
import { beginningOf } from '../texts/beginning.ts'

const DELIMITERS = [',', ';', '\t', '|']
const MAX_COLUMNS = 200
const FORMULA_CALL = /=\s{0,9}[A-Za-z][A-Za-z.]{0,29}\(/

/** The sign between cells, where the first lines agree on one. */
export function delimiterOf(text: string): string | undefined {
  const lines = text
    .slice(0, 100_000)
    .split(/\r\n|\n|\r/, 21)
    // A formula has separators of its own.
    .filter((line) => line.trim() !== '' && !FORMULA_CALL.test(line))
  // The last of those cut off may be half a line.
  const whole = lines.length > 20 ? lines.slice(0, 20) : lines
  if (whole.length < 2) return undefined
  return DELIMITERS.find((sign) => {
    const counts = whole.map((line) => unquoted(line).split(sign).length)
    return counts[0]! > 1 && counts.every((count) => count === counts[0])
  })
}

function unquoted(line: string): string {
  return line.replaceAll(/"[^"]*"/g, '')
}

export function readTable(text: string, delimiter: string, options: ValueOptions): ComposedReading {
  const records = toRecords(text, delimiter)
  const { columns, hasHeading } = findColumns(
    records.filter(({ fault }) => fault === undefined).map(({ cells }) => cells),
  )
  if (columns.length > MAX_COLUMNS)
    throw new ExchangeError(
      'too-large',
      `row 1: ${columns.length} columns; at most ${MAX_COLUMNS} are read`,
    )
  const rows = openRows()
  for (const { row, cells, fault } of hasHeading ? records.slice(1) : records)
    if (fault === undefined) readRecord(rows, row, cells, columns, options)
    else rows.refuse(row, cells.join(delimiter), fault)
  const reading = rows.end('table')
  const told = columns.map(({ name, role }) => ({ name, ...(role ? { as: role } : {}) }))
  return { ...reading, columns: told }
}

function readRecord(
  rows: Rows,
  row: number,
  cells: readonly string[],
  columns: readonly Column[],
  options: ValueOptions,
): void {
  const text = cells.filter((cell) => cell.trim() !== '').join(', ')
  if (cells.every(isBlank)) {
    if (text !== '') rows.refuse(row, text, 'every cell says that there is nothing')
    return
  }
  if (cells.length > columns.length)
    return rows.refuse(
      row,
      text,
      `${cells.length} cells where the first row has ${columns.length}: a separator too many?`,
    )
  const trick = findTrick(cells, columns)
  if (trick) return rows.refuse(row, text, trick)
  const read = readCells(cells, columns, options)
  if (typeof read === 'string') return rows.refuse(row, text, read)
  if (read.length === 0)
    return rows.refuse(row, text, 'no cell of it holds an account, address, domain, link or hash')
  rows.take(row, text, read)
}

/** A formula would run in the spreadsheet of whoever opens it (CWE-1236); `@name` is an account and `-5` a number. */
const FORMULA = /^\s*(=|[+-]\s*[A-Za-z_.]{1,30}[(|!]|@[A-Za-z_.]{1,30}\()/
const BROKEN = /^#(N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!)$/

function findTrick(cells: readonly string[], columns: readonly Column[]): string | undefined {
  for (const [i, cell] of cells.entries()) {
    const where = `column ${columns[i]!.name}`
    if (FORMULA.test(cell))
      return `${where}: a formula of a spreadsheet, not a value; save its value and try again`
    if (BROKEN.test(cell)) return `${where}: an error of the spreadsheet stands where a value was`
    const hidden = columns[i]!.role === 'display name' ? hiddenInWords(cell) : hiddenInCell(cell)
    if (hidden) return `${where}: ${hidden}`
  }
  return undefined
}

/** Cells may have several lines. */
function hiddenInCell(cell: string): string | undefined {
  return /\s/.test(cell.trim()) ? hiddenInWords(cell) : hiddenInValue(cell.trim())
}

/** The values of a row, or why it is not read: a row is read whole or not at all. */
function readCells(
  cells: readonly string[],
  columns: readonly Column[],
  options: ValueOptions,
): Value[] | string {
  const cellOf = (role: Column['role']) => {
    const i = columns.findIndex((column) => column.role === role)
    const cell = i < 0 ? '' : (cells[i] ?? '')
    return isBlank(cell) ? undefined : cell.trim()
  }
  const said = cellOf('platform')
  const platform = (said === undefined ? undefined : platformOf(said)) ?? options.platform
  const values: Value[] = []
  for (const [i, { name, role }] of columns.entries()) {
    const cell = cells[i] ?? ''
    if (role !== 'values' || isBlank(cell)) continue
    for (const part of cell.trim().split(/[\s,;|]+/)) {
      const read = readValue(part, { platform })
      if (!read) return `column ${name}: ${part} is no account, address, domain, link or hash`
      if ('fault' in read) return `column ${name}: ${read.fault}`
      values.push(read.value)
    }
  }
  const account = readAccountOf(cellOf, values, options)
  if (typeof account === 'string') return account
  if (!account) return values
  // The address of its own profile says the same account once more.
  return [
    account,
    ...values.filter((one) => one.kind !== 'account' || !isSameAccount(one, account)),
  ]
}

function readAccountOf(
  cellOf: (role: Column['role']) => string | undefined,
  values: readonly Value[],
  options: ValueOptions,
): Value | string | undefined {
  const name = cellOf('account')
  const userId = cellOf('user id')
  if (name === undefined && userId === undefined) return undefined
  for (const id of [name, userId])
    if (id && /^\d+([.,]\d+)?E[+-]?\d+$/i.test(id))
      return `${id} is an id that a spreadsheet shortened: its last digits are lost; export it anew as text`
  const said = cellOf('platform')
  const platform = said === undefined ? undefined : platformOf(said)
  if (said !== undefined && !platform) return `${beginningOf(said, 60)} names no platform`
  const shown = cellOf('display name')
  if (shown !== undefined && shown.length > 300)
    return 'its display name has more than 300 characters'
  const extra = {
    ...(userId ? { userId: beginningOf(userId, 200) } : {}),
    ...(shown ? { displayName: shown } : {}),
  }
  const known = platform ?? platformAmong(values, name) ?? options.platform
  const read = readValue(isAddress(name) ? name! : `@${(name ?? userId)!.replace(/^@/, '')}`, {
    platform: known,
  })
  if (!read) return 'its account has no name'
  if ('fault' in read)
    return `${beginningOf((name ?? userId)!, 60)} is no name that an account can have: ${read.fault}`
  if (read.value.kind !== 'account') return `${name} is no account`
  if (platform && read.value.platform !== platform)
    return `it says ${platform}, and the account itself is of ${read.value.platform}`
  return { ...read.value, ...extra }
}

function isAddress(name: string | undefined): boolean {
  return name !== undefined && /[/[\]]|@.*@/.test(name)
}

/** The platform of the profile that the row links to under the same name. */
function platformAmong(values: readonly Value[], name: string | undefined): string | undefined {
  const bare = name?.replace(/^@/, '').toLowerCase()
  return values.find(({ kind, value }) => kind === 'account' && value.toLowerCase() === bare)
    ?.platform
}

function isSameAccount(a: Value, b: Value): boolean {
  return (
    a.platform === b.platform &&
    (a.value.toLowerCase() === b.value.toLowerCase() ||
      (a.userId !== undefined && a.userId === b.userId))
  )
}
