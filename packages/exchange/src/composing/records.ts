/** A text cut into the records of a table (RFC 4180), and lines of it that are none. Pure. */
import { CsvError, parse } from 'csv-parse/sync'
import { ExchangeError } from '../errors.ts'
import { MAX_ROWS, tooManyRows } from './reading.ts'

/** A record by its row; one with a fault is the line as it stands. */
export type TableRecord = { row: number; cells: string[]; fault?: string }

type Parsed = { record: string[]; info: { records: number; empty_lines: number } }

/**
 * The records of a table. Where it is broken by lines that are no records, and each other line is a record of as many cells
 * as the first, those lines alone have a fault. Throws `bad-request` where it cannot be told what the rest says.
 */
export function toRecords(text: string, delimiter: string): TableRecord[] {
  try {
    return parseAll(text, delimiter).map(({ record, info }) => ({
      row: info.records + info.empty_lines,
      cells: record,
    }))
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const byLine = parseLines(text, delimiter)
    if (byLine) return byLine
    throw new ExchangeError('bad-request', `this is no table that can be read: ${cause.message}`, {
      cause,
      path: '/body',
    })
  }
}

function parseAll(text: string, delimiter: string): Parsed[] {
  return parse(text, {
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 100_000,
    on_record: (record, { records }) => {
      if (records > MAX_ROWS + 1) throw tooManyRows(records)
      return record
    },
  }) as unknown as Parsed[]
}

/** Each line by itself; nothing where a cell may go over several lines, so that lines are no records. */
function parseLines(text: string, delimiter: string): TableRecord[] | undefined {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  const records: TableRecord[] = []
  let open = 0
  for (const [i, line] of lines.entries()) {
    if (line === '') continue
    if (records.length > MAX_ROWS) throw tooManyRows(i + 1)
    const cells = parseLine(line, delimiter)
    records.push(cells ? { row: i + 1, cells } : brokenLine(i + 1, line, delimiter))
    // Two quotes that stay open may be the ends of one cell.
    if (!cells && line.split('"').length % 2 === 0) open++
  }
  const width = records[0]?.fault === undefined ? records[0]?.cells.length : undefined
  const isWhole = ({ cells, fault }: TableRecord) => fault !== undefined || cells.length === width
  return open <= 1 && records.every(isWhole) ? records : undefined
}

function parseLine(line: string, delimiter: string): string[] | undefined {
  if (!line.includes('"')) return line.split(delimiter)
  try {
    return (parse(line, { delimiter, max_record_size: 100_000 }) as string[][])[0]
  } catch (cause) {
    if (cause instanceof CsvError) return undefined
    throw cause
  }
}

function brokenLine(row: number, line: string, delimiter: string): TableRecord {
  const isFormula = line.split(delimiter).some((cell) => /^\s*"?=/.test(cell))
  const fault = isFormula
    ? 'a formula of a spreadsheet, not a value; save its value and try again'
    : 'its quotes are not those of a table: one does not end, or stands within a cell'
  return { row, cells: [line], fault }
}
