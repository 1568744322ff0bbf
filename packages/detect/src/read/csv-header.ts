/** The first record of a CSV file: its delimiter and its column names (RFC 4180 quoting). */
import { open } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { DetectError } from '../errors.ts'

export interface CsvHeader {
  readonly delimiter: string
  readonly columns: readonly string[]
}

const HEAD = 1024 * 1024
const DELIMITERS = [',', '\t', ';', '|']

/** Reads the header of `file`; throws MALFORMED where there is none or a name stands twice. */
export async function readCsvHeader(file: string): Promise<CsvHeader> {
  const text = await readHead(file)
  const record = firstRecord(text)
  if (record.trim() === '')
    throw new DetectError('MALFORMED', 'the first line must hold the column names', {
      file,
      line: 1,
    })
  const delimiter = DELIMITERS.reduce((best, next) =>
    splitRecord(record, next).length > splitRecord(record, best).length ? next : best,
  )
  const columns = splitRecord(record, delimiter)
  const twice = columns.find((column, k) => columns.indexOf(column) !== k)
  if (twice !== undefined)
    throw new DetectError('MALFORMED', `two columns are named "${twice}"`, { file, line: 1 })
  return { delimiter, columns }
}

async function readHead(file: string): Promise<string> {
  if (/\.gz$/i.test(file)) {
    const stream = createReadStream(file).pipe(createGunzip())
    let head = Buffer.alloc(0)
    for await (const chunk of stream) {
      head = Buffer.concat([head, chunk as Buffer])
      if (head.length >= HEAD) break
    }
    return new TextDecoder().decode(head)
  }
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return new TextDecoder().decode(buffer.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}

function firstRecord(text: string): string {
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted
    else if (!quoted && (text[i] === '\n' || text[i] === '\r')) return text.slice(0, i)
  }
  return text
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
