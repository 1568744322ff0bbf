/** The first record of a CSV file: its delimiter and its column names (RFC 4180 quoting). */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { DetectError } from '../../errors.ts'
import { MAX_LINE } from './text-check.ts'

export type CsvHeader = {
  readonly delimiter: string
  readonly columns: readonly string[]
  /** Lines before the column names: `sep=;`, which spreadsheets write and take. */
  readonly skip: number
}

const CHUNK = 1024 * 1024
const DELIMITERS = [',', '\t', ';', '|']

/** `sep=;` on a line of its own says what divides the columns. */
const SEPARATOR = /^\ufeff?"?sep=(.|\\t)"?[ \t]*$/i
/** Records after the first that tell whether it holds column names. */
const LOOKED_AT = 6

/**
 * Reads the header of `file`; throws MALFORMED where there is none, a remark stands in its place, or a name stands
 * twice. A column without a name, such as the row numbers that some tools write, is named by its place: `column 1`.
 */
export async function readCsvHeader(file: string): Promise<CsvHeader> {
  const records = await readRecords(file)
  const said = SEPARATOR.exec(records[0] ?? '')?.[1]
  const skip = said === undefined ? 0 : 1
  const [record, ...rest] = records.slice(skip)
  if (record === undefined || record.trim() === '')
    throw new DetectError('MALFORMED', `line ${skip + 1} must hold the column names`, {
      file,
      line: skip + 1,
    })
  const delimiter = said === '\\t' ? '\t' : (said ?? bestDelimiter(record))
  if (said === undefined) verifyNames(record, rest, file)
  const columns = splitRecord(record, delimiter).map((name, k) => name || `column ${k + 1}`)
  verifyDistinct(columns, file)
  return { delimiter, columns, skip }
}

function bestDelimiter(record: string): string {
  return DELIMITERS.reduce((best, next) =>
    splitRecord(record, next).length > splitRecord(record, best).length ? next : best,
  )
}

/** A title, a date or `# …` above the column names is followed by records of more columns, all alike. */
function verifyNames(first: string, rest: readonly string[], file: string) {
  for (const [k, record] of rest.entries()) {
    const delimiter = bestDelimiter(record)
    const width = splitRecord(record, delimiter).length
    const after = rest.slice(k + 1, k + 4)
    if (width < 2 || splitRecord(first, delimiter).length >= width || after.length === 0) continue
    if (!after.every((one) => splitRecord(one, delimiter).length === width)) continue
    const names = splitRecord(record, delimiter).slice(0, 6).join(', ').slice(0, 120)
    const where = `line ${linesBefore(first, rest.slice(0, k)) + 1}`
    throw new DetectError(
      'MALFORMED',
      `this line holds no column names; they seem to stand in ${where} (${names}): take away what stands above them`,
      { file, line: 1 },
    )
  }
}

function linesBefore(first: string, records: readonly string[]): number {
  return [first, ...records].reduce((sum, record) => sum + record.split('\n').length, 0)
}

/** DuckDB knows no difference between `A` and `a`. */
function verifyDistinct(columns: readonly string[], file: string) {
  const seen = new Map<string, string>()
  for (const column of columns) {
    const like = seen.get(column.toLowerCase())
    if (like !== undefined) {
      const said = like === column ? '' : ` and "${like}", which differ in capitals only`
      throw new DetectError('MALFORMED', `two columns are named "${column}"${said}`, {
        file,
        line: 1,
      })
    }
    seen.set(column.toLowerCase(), column)
  }
}

/** The first records of a file, blank ones too. */
async function readRecords(file: string): Promise<string[]> {
  const raw = createReadStream(file, { highWaterMark: CHUNK })
  const stream = /\.gz$/i.test(file) ? pipeline(raw, createGunzip(), () => {}) : raw
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      text += decoder.decode(chunk, { stream: true })
      const records = splitRecords(text)
      // Enough to tell, or as much as a megabyte holds beside the first.
      if (records.length > LOOKED_AT || records.length > 1) return records.slice(0, LOOKED_AT)
      if (text.length > MAX_LINE)
        throw new DetectError('LINE_TOO_LONG', 'the column names never end', { file, line: 1 })
    }
  } finally {
    raw.destroy()
  }
  const whole = splitRecords(text.endsWith('\n') ? text : `${text}\n`)
  if (whole.length === 0 && text !== '')
    throw new DetectError('MALFORMED', 'a quote is opened and never closed', { file, line: 1 })
  return whole.slice(0, LOOKED_AT)
}

/** Records that end in `text`. */
function splitRecords(text: string): string[] {
  const records: string[] = []
  let quoted = false
  let from = 0
  for (let i = 0; i < text.length && records.length <= LOOKED_AT; i++) {
    const c = text[i]
    if (c === '"') quoted = !quoted
    if (quoted || (c !== '\n' && c !== '\r')) continue
    records.push(text.slice(from, i))
    if (c === '\r' && text[i + 1] === '\n') i++
    from = i + 1
  }
  return records
}

function splitRecord(record: string, delimiter: string): string[] {
  const fields: string[] = []
  let field = ''
  let quoted = false
  for (let i = 0; i < record.length; i++) {
    const c = record[i]!
    if (c === '"' && quoted && record[i + 1] === '"') field += record[i++]
    else if (c === '"') quoted = !quoted
    else if (c === delimiter && !quoted) {
      fields.push(field)
      field = ''
    } else field += c
  }
  return [...fields, field]
}
