/** The first record of a CSV file: its delimiter and its column names (RFC 4180 quoting). */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { DetectError } from '../../errors.ts'
import { MAX_LINE } from './text-check.ts'

export interface CsvHeader {
  readonly delimiter: string
  readonly columns: readonly string[]
}

const CHUNK = 1024 * 1024
const DELIMITERS = [',', '\t', ';', '|']

/**
 * Reads the header of `file`; throws MALFORMED where there is none or a name stands twice. A column without
 * a name, such as the row numbers that some tools write, is named by its place: `column 1`.
 */
export async function readCsvHeader(file: string): Promise<CsvHeader> {
  const record = await readFirstRecord(file)
  if (record.trim() === '')
    throw new DetectError('MALFORMED', 'the first line must hold the column names', {
      file,
      line: 1,
    })
  const delimiter = DELIMITERS.reduce((best, next) =>
    splitRecord(record, next).length > splitRecord(record, best).length ? next : best,
  )
  const columns = splitRecord(record, delimiter).map((name, k) => name || `column ${k + 1}`)
  verifyDistinct(columns, file)
  return { delimiter, columns }
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

async function readFirstRecord(file: string): Promise<string> {
  const raw = createReadStream(file, { highWaterMark: CHUNK })
  const stream = /\.gz$/i.test(file) ? pipeline(raw, createGunzip(), () => {}) : raw
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      text += decoder.decode(chunk, { stream: true })
      const record = firstRecord(text)
      if (record !== null) return record
      if (text.length > MAX_LINE)
        throw new DetectError('LINE_TOO_LONG', 'the column names never end', { file, line: 1 })
    }
  } finally {
    raw.destroy()
  }
  if (text.split('"').length % 2 === 0)
    throw new DetectError('MALFORMED', 'a quote is opened and never closed', { file, line: 1 })
  return text
}

/** Null where the text ends before the record does. */
function firstRecord(text: string): string | null {
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted
    else if (!quoted && (text[i] === '\n' || text[i] === '\r')) return text.slice(0, i)
  }
  return null
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
