/** Streams a table of posts once and turns it into acts, one set of columns for each trace asked for. */
import type { DuckDBBlobVector, DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import { verifyAccountCount } from '../acts.ts'
import { DetectError } from '../../errors.ts'
import type { Role } from '../presets/roles.ts'
import { saidText } from '../cells/said-text.ts'
import { startExtraction } from '../traces/extraction.ts'
import type { PostTrace } from '../traces/post-objects.ts'
import { toTextColumn, type TextColumn } from '../traces/text-column.ts'
import type { PostColumns } from '../traces/trace-extractor.ts'
import { quoteName } from './database.ts'
import { verifyGoing } from '../../progress.ts'
import type { EncodedActs } from './encode.ts'
import { KeptPosts, type Posts } from './kept-posts.ts'
import type { Rows } from './rows.ts'

/** Bytes of one column in one chunk (about 2,000 rows): a few thousand bytes can unpack to more than memory. */
const MOST_TEXT = 256 * 1024 * 1024

export type PostOptions = {
  readonly keepAll: boolean
  readonly signal?: AbortSignal
  /** Called after each chunk with the rows read so far. */
  readonly onRows?: (rows: number) => void
}

/** Reads every post. A content's number is its place in the input, its name the post's id. */
export async function readPosts(
  connection: DuckDBConnection,
  rows: Rows,
  traces: readonly PostTrace[],
  options: PostOptions,
): Promise<{ traces: ReadonlyMap<PostTrace, EncodedActs>; posts: Posts }> {
  const fields = rows.roles.filter((role) => role !== 'account' && role !== 'time')
  const names = await numberAccounts(connection, rows)
  const columns = emptyColumns(rows, names.length, options.keepAll)
  const numbers = new Int32Array(rows.numbered ? rows.count : 0)
  const kept = new KeptPosts(fields, names, columns, rows.numbered ? numbers : null)
  const extraction = startExtraction(traces, rows.count, options.signal)
  try {
    const stream = await connection.stream(postSql(rows, fields, columns))
    for (let first = 0; ;) {
      const chunk = await stream.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) break
      verifyGoing(options.signal)
      takeNumbers(columns, first, chunk)
      if (rows.numbered) numbers.set(vectorOf(chunk, 2).subarray(0, chunk.rowCount), first)
      const texts = takeTexts(fields, first, chunk, rows.numbered ? 3 : 2)
      kept.add(first, texts)
      await extraction.push({ first, length: chunk.rowCount, fields: texts })
      first += chunk.rowCount
      options.onRows?.(first)
    }
    const extracted = await extraction.finish(columns)
    const encoded = traces.map((trace) => [trace, kept.toEncoded(extracted.get(trace)!)] as const)
    return { traces: new Map(encoded), posts: kept.toPosts() }
  } finally {
    extraction.close()
  }
}

/**
 * Makes the type account_number, in which an account is its number in order of appearance, and returns the
 * names. A cast keeps rows in the order of the input, which a join would not.
 */
async function numberAccounts(connection: DuckDBConnection, rows: Rows): Promise<string[]> {
  await connection.run(
    `create type account_number as enum (select account
      from (select account, row_number() over () as place from (${rows.sql}))
      group by account order by min(place))`,
  )
  const names = await connection.runAndReadAll(
    'select unnest(enum_range(null::account_number))::varchar',
  )
  const found = names.getColumns()[0] as string[]
  verifyAccountCount(found.length)
  return found
}

function emptyColumns(rows: Rows, accounts: number, keepAll: boolean): PostColumns {
  const epoch = Math.floor(rows.from / 1e6)
  const tick = rows.wholeSeconds && rows.to / 1e6 - epoch < 2 ** 31 ? 1 : 1e-6
  const shared = (width: number) => new SharedArrayBuffer(rows.count * width)
  return {
    account: new Int32Array(shared(4)),
    time: tick === 1 ? new Int32Array(shared(4)) : new Float64Array(shared(8)),
    accounts,
    clock: { epoch, tick },
    keepAll,
  }
}

function postSql(rows: Rows, fields: readonly Role[], { clock }: PostColumns): string {
  const texts = fields.map((role) => `encode(${quoteName(role)}::varchar)`)
  const ticks =
    clock.tick === 1
      ? `(micros // 1000000 - ${clock.epoch})`
      : `(micros - ${clock.epoch}::bigint * 1000000)`
  const row = rows.numbered ? ['row::int'] : []
  const numbers = ['enum_code(account::account_number)::int', `(${ticks})::double`, ...row]
  return `select ${[...numbers, ...texts].join(', ')} from (${rows.sql})`
}

function takeNumbers({ account, time }: PostColumns, first: number, chunk: DuckDBDataChunk) {
  account.set(vectorOf(chunk, 0).subarray(0, chunk.rowCount), first)
  time.set(vectorOf(chunk, 1).subarray(0, chunk.rowCount), first)
}

function vectorOf(chunk: DuckDBDataChunk, column: number): Int32Array | Float64Array {
  return (chunk.getColumnVector(column) as unknown as { items: Int32Array | Float64Array }).items
}

function takeTexts(
  fields: readonly Role[],
  first: number,
  chunk: DuckDBDataChunk,
  firstColumn: number,
) {
  const texts: Partial<Record<Role, TextColumn>> = {}
  for (const [k, role] of fields.entries()) {
    const vector = chunk.getColumnVector(k + firstColumn) as DuckDBBlobVector
    let size = 0
    const bytesOf = (_: unknown, row: number) => {
      const cell = vector.getItemBytes(row)
      const bytes = role === 'text' && cell !== null ? saidBytes(cell) : cell
      size += bytes?.length ?? 0
      if (size <= MOST_TEXT) return bytes
      const message = `the ${role} of ${row + 1} rows up to this one is over ${MOST_TEXT / 2 ** 20} MB`
      throw new DetectError('TOO_MANY', message, { row: first + row + 1 })
    }
    texts[role] = toTextColumn(Array.from({ length: chunk.rowCount }, bytesOf))
  }
  return texts
}

const [OPEN_LIST, OPEN_RECORD, OPEN_TAG, SPACE] = [91, 123, 60, 32]

/** Parts and markup are looked for only where a text begins with one. */
function saidBytes(bytes: Uint8Array): Uint8Array {
  let at = 0
  while (at < bytes.length && bytes[at]! <= SPACE) at++
  const first = bytes[at]
  if (first !== OPEN_LIST && first !== OPEN_RECORD && first !== OPEN_TAG) return bytes
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()
  const said = saidText(text)
  return said === text ? bytes : Buffer.from(said)
}
