/** DuckDB's complaints about an input as coded errors with file and line, in plain words. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { DetectError } from '../../errors.ts'
import type { InputFiles } from './inputs.ts'
import { findOtherEnding } from './line-endings.ts'

/** A complaint as a coded error with the place it names itself. */
export function toReadError(cause: Error, file?: string): DetectError {
  if (cause instanceof DetectError) return cause
  const { message } = cause
  if (/INTERRUPT/i.test(message)) return new DetectError('CANCELLED', 'cancelled', {}, { cause })
  if (/Out of Memory Error|out of memory|bad_alloc/i.test(message))
    return new DetectError(
      'OUT_OF_MEMORY',
      'reading it takes more memory than it may',
      { file },
      { cause },
    )
  const named = /^\s*file = (.+)$/m.exec(message)?.[1] ?? /in file "([^"\n]+)"/.exec(message)?.[1]
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1]
  const place = { file: named ?? file, line: line === undefined ? undefined : Number(line) }
  return new DetectError('MALFORMED', toPlainWords(message), place, { cause })
}

/** As `toReadError`; what DuckDB counts otherwise or leaves out, the line, is found by reading. */
export async function toPlacedError(
  cause: Error,
  source: Pick<InputFiles, 'format' | 'files'>,
): Promise<DetectError> {
  const error = toReadError(cause)
  if (error.code !== 'MALFORMED' || error.place.line !== undefined) return error
  const find = { csv: findOtherEnding, jsonl: findBrokenLine, parquet: () => null }[source.format]
  return (await find(source.files)) ?? error
}

/** Throws for the first of `files` that `read` refuses. */
export async function locateBroken(
  files: readonly string[],
  read: (file: string) => Promise<unknown>,
  cause: Error,
): Promise<never> {
  const json = files.filter((file) => /json/i.test(file))
  const line = json.length === files.length ? await findBrokenLine(files) : null
  if (line !== null) throw line
  for (const file of files)
    await read(file).catch((inner: Error) => {
      throw toReadError(inner, file)
    })
  throw toReadError(cause, files[0])
}

async function findBrokenLine(files: readonly string[]): Promise<DetectError | null> {
  for (const file of files.filter((name) => /\.(jsonl|ndjson)$/i.test(name))) {
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
    let line = 0
    for await (const text of lines) {
      line++
      if (text.trim() === '') continue
      try {
        JSON.parse(text.replace(/^\uFEFF/, ''), verifyWellFormed)
      } catch (cause) {
        lines.close()
        const said = (cause as Error).message.replace(/, ".*$/s, '').slice(0, 200)
        return new DetectError('MALFORMED', `not JSON: ${said}`, { file, line }, { cause })
      }
    }
  }
  return null
}

/** A reviver that refuses half a character, which UTF-8 cannot hold. */
function verifyWellFormed(name: string, value: unknown): unknown {
  if (typeof value === 'string' ? value.isWellFormed() && name.isWellFormed() : name.isWellFormed())
    return value
  throw new SyntaxError('half a surrogate pair')
}

function toPlainWords(message: string): string {
  const fields = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message)
  if (fields !== null) return `has ${fields[2]} fields, the header has ${fields[1]}`
  if (message.includes('unterminated quote')) return 'a quote is opened and never closed'
  if (message.includes('No magic bytes') || message.includes('too small to be a Parquet'))
    return 'not a Parquet file, or cut short'
  return message
    .replace(/Try setting 'auto_detect'.*$/s, '')
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '' && !text.startsWith('LINE ') && !text.startsWith('^'))
    .slice(0, 3)
    .join(' ')
    .replace(/^(Invalid Input|IO|Conversion|Binder|Invalid) Error: /, '')
    .slice(0, 300)
}

/** Rows of a statement; its faults are those of what is read. */
export async function run(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  const reader = await connection.runAndReadAll(sql).catch((cause: Error) => {
    throw toReadError(cause)
  })
  return reader.getRows()
}
