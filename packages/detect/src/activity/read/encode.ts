/**
 * Rows with an object column as acts, encoded inside DuckDB: it drops objects of a single account, groups
 * the rest and hands over numbers, so that JavaScript never sees a string per row.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import { verifyAccountCount } from '../acts.ts'
import type { Acts } from '../acts.ts'
import type { UnreadCells } from '../traces/trace-extractor.ts'
import { quoteText } from './database.ts'
import { verifyGoing } from '../../progress.ts'
import { readGroups, type GroupOptions, type GroupQuery } from './groups.ts'
import type { Rows } from './rows.ts'
import { settleTies, sortWithinObjects } from './sort-rows.ts'
import { toReadError } from './read-error.ts'
import type { WorkFolder } from './work-folder.ts'

export type EncodedActs = {
  readonly acts: Acts
  readonly accountNames: readonly string[]
  /** Rows of each account in the whole input, also on objects that nobody else used. */
  readonly accountRows: Int32Array
  objectName(object: number): string
  contentName(content: number): string | null
  /** Number of the input row, where rows are known, and its text, where texts are kept. */
  readonly contentRow?: (content: number) => number
  readonly contentText?: (content: number) => string
  /** The tool a post came from, and what an account says it is (automation, organisation), where known. */
  readonly contentClient?: (content: number) => string
  /** Part of all posts that a tool made. */
  readonly clientPart?: (client: string) => number
  readonly accountDeclared?: (account: number) => string
  /** Cells that were not understood. */
  readonly unread?: readonly UnreadCells[]
}

export type EncodeOptions = {
  /** Also objects of a single account. */
  readonly keepAll: boolean
  /** Whether the names of objects and contents are wanted; accounts always have theirs. */
  readonly named: boolean
} & GroupOptions

/** Encodes `rows`, which have account, micros, object and perhaps content. */
export async function encodeActs(
  connection: DuckDBConnection,
  rows: Rows,
  { keepAll, named, ...options }: EncodeOptions,
): Promise<EncodedActs> {
  const withContent = rows.roles.includes('content')
  const epoch = Math.floor(rows.from / 1e6)
  const tick = rows.wholeSeconds && rows.to / 1e6 - epoch < 2 ** 31 ? 1 : 1e-6
  const { names: accountNames, counts } = await encodeNames(
    connection,
    rows,
    'account',
    { named: true, ordered: named },
    options.folder,
  )
  verifyAccountCount(accountNames.length)
  const contentNames = withContent
    ? (await encodeNames(connection, rows, 'content', { named, ordered: named }, options.folder))
        .names
    : []
  verifyGoing(options.signal)
  const query: GroupQuery = {
    rows,
    ticks:
      tick === 1
        ? `(micros // 1000000 - ${epoch})`
        : `(micros - ${epoch}::bigint * 1000000)::double`,
    largestTick: tick === 1 ? rows.to / 1e6 - epoch : rows.to - epoch * 1e6,
    wholeTicks: tick === 1,
    accounts: accountNames.length,
    withContent,
    keepAll,
    named,
  }
  const { objectName, ...columns } = await readGroups(connection, query, options)
  const acts: Acts = {
    rows: columns.account.length,
    ...columns,
    accounts: accountNames.length,
    epoch,
    tick,
  }
  sortWithinObjects(acts)
  // What is made of acts beside pairs depends on their order in its last bits: it is theirs, and not that of threads.
  if (named) settleTies(acts)
  return {
    acts,
    accountNames,
    accountRows: Int32Array.from(counts),
    objectName,
    contentName: (content) => contentNames[content] ?? null,
  }
}

/** Numbers the distinct values of a column in a table `<column>_name`, in their order where asked, and returns them by number where `named`. */
async function encodeNames(
  connection: DuckDBConnection,
  rows: Rows,
  column: 'account' | 'content',
  { named, ordered }: { readonly named: boolean; readonly ordered: boolean },
  folder?: WorkFolder,
): Promise<{ names: string[]; counts: number[] }> {
  const table = `${column}_name`
  const kept = folder?.find(`${table}.parquet`)
  const source = kept
    ? `select * from read_parquet(${quoteText(kept)})`
    : `select name, (row_number() over (${ordered ? 'order by name' : ''}) - 1)::int as id, rows
        from (select ${column} as name, count(*)::int as rows from (${rows.sql}) group by 1)`
  await connection
    .run(`create or replace temp table ${table} as ${source}`)
    .catch((cause: Error) => {
      throw toReadError(cause)
    })
  if (!kept)
    await folder?.make(`${table}.parquet`, (path) =>
      connection.run(`copy ${table} to ${quoteText(path)} (format parquet)`),
    )
  const names: string[] = []
  const counts: number[] = []
  if (!named) return { names, counts }
  const stream = await connection.stream(`select name, id, rows from ${table}`)
  for (;;) {
    const chunk = await stream.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return { names, counts }
    const [name, id, count] = [0, 1, 2].map((k) => chunk.getColumnVector(k))
    for (let k = 0; k < chunk.rowCount; k++) {
      names[Number(id!.getItem(k))] = String(name!.getItem(k))
      counts[Number(id!.getItem(k))] = Number(count!.getItem(k))
    }
  }
}
