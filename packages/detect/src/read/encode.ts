/**
 * Rows with an object column as acts, encoded inside DuckDB: it drops objects of a single account, groups
 * the rest and hands over integers, so that JavaScript never sees a string per row.
 */
import type { DuckDBConnection, DuckDBListVector, DuckDBVector } from '@duckdb/node-api'
import { MAX_ACCOUNTS } from '../coaction/edges.ts'
import type { Acts } from '../coaction/acts.ts'
import { DetectError } from '../errors.ts'
import { verifyGoing } from './database.ts'
import type { Rows } from './rows.ts'
import { sortWithinObjects } from './sort-rows.ts'
import { toReadError } from './read-error.ts'

export interface EncodedActs {
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
}

/** Encodes `rows`, which have account, micros, object and perhaps content. */
export async function encodeActs(
  connection: DuckDBConnection,
  rows: Rows,
  { keepAll, signal }: { readonly keepAll: boolean; readonly signal?: AbortSignal },
): Promise<EncodedActs> {
  const withContent = rows.roles.includes('content')
  const epoch = Math.floor(rows.from / 1e6)
  const tick = rows.wholeSeconds && rows.to / 1e6 - epoch < 2 ** 31 ? 1 : 1e-6
  const ticks =
    tick === 1
      ? `(micros // 1000000 - ${epoch})::int`
      : `(micros - ${epoch}::bigint * 1000000)::double`
  const { names: accountNames, counts } = await encodeNames(connection, rows, 'account')
  if (accountNames.length >= MAX_ACCOUNTS)
    throw new DetectError('TOO_MANY', `more than ${MAX_ACCOUNTS} accounts`)
  const contentNames = withContent ? (await encodeNames(connection, rows, 'content')).names : []
  verifyGoing(signal)
  const join = withContent ? 'join content_name c on c.name = r.content' : ''
  const stream = await connection
    .stream(
      `select object, list(a.id) accounts, list(${ticks}) times ${withContent ? ', list(c.id) contents' : ''}
        from (${rows.sql}) r join account_name a on a.name = r.account ${join}
        group by object ${keepAll ? '' : 'having min(a.id) <> max(a.id)'}`,
    )
    .catch((cause: Error) => {
      throw toReadError(cause)
    })
  const starts: number[] = [0]
  const names: { from: number; vector: DuckDBVector }[] = []
  const account = new Column((length) => new Int32Array(length))
  const time = new Column((length) =>
    tick === 1 ? new Int32Array(length) : new Float64Array(length),
  )
  const content = new Column((length) => new Int32Array(length))
  for (;;) {
    const chunk = await stream.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    verifyGoing(signal)
    names.push({ from: starts.length - 1, vector: chunk.getColumnVector(0) })
    const lists = chunk.getColumnVector(1) as DuckDBListVector
    let total = starts.at(-1)!
    for (let k = 0; k < chunk.rowCount; k++) starts.push((total += lists.getEntryLength(k)))
    account.append(lists)
    time.append(chunk.getColumnVector(2) as DuckDBListVector)
    if (withContent) content.append(chunk.getColumnVector(3) as DuckDBListVector)
  }
  const acts: Acts = {
    rows: starts.at(-1)!,
    objectStart: Int32Array.from(starts),
    account: account.whole() as Int32Array,
    time: time.whole(),
    content: withContent ? (content.whole() as Int32Array) : null,
    accounts: accountNames.length,
    epoch,
    tick,
  }
  sortWithinObjects(acts)
  return {
    acts,
    accountNames,
    accountRows: Int32Array.from(counts),
    objectName: (object) => {
      const chunk = names.findLast(({ from }) => from <= object)!
      return String(chunk.vector.getItem(object - chunk.from))
    },
    contentName: (content) => contentNames[content] ?? null,
  }
}

/** Numbers the distinct values of a column in a table `<column>_name`, and returns them by number. */
async function encodeNames(
  connection: DuckDBConnection,
  rows: Rows,
  column: 'account' | 'content',
): Promise<{ names: string[]; counts: number[] }> {
  const table = `${column}_name`
  await connection
    .run(
      `create or replace temp table ${table} as select name, (row_number() over () - 1)::int as id, rows
        from (select ${column} as name, count(*)::int as rows from (${rows.sql}) group by 1)`,
    )
    .catch((cause: Error) => {
      throw toReadError(cause)
    })
  const names: string[] = []
  const counts: number[] = []
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

type Numbers = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

/** A column that arrives as the child vectors of lists. */
class Column {
  private readonly make: (length: number) => Numbers
  private values: Numbers
  private size = 0

  constructor(make: (length: number) => Numbers) {
    this.make = make
    this.values = make(1 << 16)
  }

  append(lists: DuckDBListVector): void {
    const { items } = lists.childVector as unknown as { items: Numbers }
    if (this.size + items.length > this.values.length) {
      const grown = this.make(
        Math.max(this.size + items.length, Math.ceil(this.values.length * 1.6)),
      )
      grown.set(this.values)
      this.values = grown
    }
    this.values.set(items, this.size)
    this.size += items.length
  }

  whole(): Numbers {
    return this.values.subarray(0, this.size) as Numbers
  }
}
