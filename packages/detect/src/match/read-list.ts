/** Lists of indicators, one a line, and tables with a heading. A line that cannot be taken is named with its reason; the rest is taken. */
import { splitCsv } from './csv-line.ts'
import type { Indicators } from './indicators.ts'
import { platformOf } from './platforms.ts'
import { readValue, type Value, type ValueReading } from './read-value.ts'
import { toShown } from './unseen.ts'

export type ListFault = {
  readonly line: number
  readonly text: string
  readonly reason: string
}

export type ListOptions = {
  /** Whose the accounts are that come without a platform. */
  readonly platform?: string
  /** Whether a domain stands for itself alone; otherwise for all names below it too. */
  readonly exactDomains?: boolean
  readonly onFault: (fault: ListFault) => void
  /** Which lines are read; the heading always is. */
  readonly isWanted?: (line: number) => boolean
  /** Told of a line that names what a line before it names. */
  readonly onRepeat?: (line: number) => void
}

/** What was read: how many lines, and of a table what its columns were taken for. */
export type ListReading = {
  readonly lines: number
  readonly taken: number
  readonly refused: number
  readonly columns?: readonly string[]
}

/** Reads the text of a list or table into `indicators`, whose source must be open. */
export function readList(
  text: string,
  indicators: Pick<Indicators, 'addLine'>,
  options: ListOptions,
): ListReading {
  return readListLines(linesOf(text), indicators, options)
}

/** The same of lines. */
export function readListLines(
  lines: readonly string[],
  indicators: Pick<Indicators, 'addLine'>,
  options: ListOptions,
): ListReading {
  const reading = { lines: 0, taken: 0, refused: 0 }
  const refuse = (line: number, given: string, reason: string) => {
    reading.refused++
    options.onFault({ line, text: toShown(given.slice(0, 200)), reason })
  }
  const take = (value: Value, line: number) => {
    reading.taken++
    const isNew = indicators.addLine(value, line, { isExact: options.exactDomains })
    if (!isNew) options.onRepeat?.(line)
  }
  const first = lines.findIndex((line) => !isSkipped(line))
  const table = first < 0 ? undefined : headingOf(lines[first]!)
  lines.forEach((line, i) => {
    if (options.isWanted?.(i + 1) === false || isSkipped(line) || (table && i === first)) return
    reading.lines++
    const read = table ? readRow(line, table, options) : [readLine(line, options.platform)]
    for (const one of read)
      if (one === undefined) refuse(i + 1, line, NOTHING)
      else if ('fault' in one) refuse(i + 1, line, one.fault)
      else take(one.value, i + 1)
  })
  return table ? { ...reading, columns: table.words } : reading
}

/** The lines of a text, whatever ends them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/)
}

const NOTHING = 'no address, name of hosts, address of the web, mail address, hash or account'

function isSkipped(line: string): boolean {
  return /^\s*(?:#|;|!|\/\/|$)/.test(line)
}

/** The first word of a line is the indicator; what stands behind it is a remark. Lists of hosts have an address before it. */
function readLine(given: string, platform: string | undefined): ValueReading {
  const line = given.replace(/\s#.*$/, '').trim()
  const [first = '', second] = line.split(/[\s,;|]+/, 2)
  if (second !== undefined && NOWHERE.has(first)) return readValue(second, platform)
  const read = readValue(first === '' && line.startsWith('||') ? line : first, platform)
  return read ?? readValue(line, platform)
}

/** Where lists of hosts send those that they block. */
const NOWHERE = new Set(['0.0.0.0', '127.0.0.1', '::', '::1'])

type Table = {
  readonly delimiter: string
  readonly values: readonly number[]
  readonly platform: number
  readonly words: readonly string[]
}

const VALUES =
  /^(?:indicator|indicator[ _]value|ioc|value|observable|domain|domains|host|hostname|fqdn|ip|ip[ _]address|address|url|uri|link|hash|md5|sha-?1|sha-?256|sha-?512|email|e-?mail|sender|account|handle|user|username|account[ _]login)$/
const ACCOUNTS = /^(?:account|handle|user|username|account[ _]login)$/
const PLATFORMS = /^(?:platform|network|account[ _]type|service)$/

/** A first line that names columns, at least one of them of indicators. */
function headingOf(line: string): Table | undefined {
  for (const delimiter of [',', '\t', ';', '|']) {
    const cells = splitCsv(line, delimiter).cells.map((cell) => cell.trim().toLowerCase())
    const values = cells.flatMap((cell, i) => (VALUES.test(cell) ? [i] : []))
    if (values.length === 0 || (cells.length === 1 && delimiter !== ',')) continue
    const platform = cells.findIndex((cell) => PLATFORMS.test(cell))
    const words = cells.map((cell, i) => {
      if (values.includes(i)) return `${cell}: indicators`
      return `${cell}: ${i === platform ? 'platform' : 'not used'}`
    })
    return { delimiter, values, platform, words }
  }
  return undefined
}

/** The indicators of a row; an empty cell is one that was forgotten where it is the only one. */
function readRow(line: string, table: Table, { platform }: ListOptions): ValueReading[] {
  const { cells, isWhole } = splitCsv(line, table.delimiter)
  if (!isWhole) return [{ fault: 'a quoted cell that does not end in its line' }]
  const named = table.platform < 0 ? undefined : platformOf(cells[table.platform] ?? '')
  const filled = table.values.filter((i) => (cells[i] ?? '').trim() !== '')
  if (filled.length === 0) return [{ fault: 'the indicator is empty' }]
  return filled.map((i) => {
    const cell = cells[i]!.trim()
    const isAccount = ACCOUNTS.test(table.words[i]!.split(':', 1)[0]!)
    return readValue(isAccount && !cell.startsWith('@') ? `@${cell}` : cell, named ?? platform)
  })
}
