/**
 * The rows of each object as DuckDB gathers them: one list of numbers an object, time and account packed
 * into one exact number where they fit, because a list costs as much as the grouping itself.
 */
import type { DuckDBConnection, DuckDBListVector, DuckDBVector } from '@duckdb/node-api'
import type { Acts } from '../coaction/acts.ts'
import { verifyGoing } from './database.ts'
import type { Rows } from './rows.ts'
import { toReadError } from './read-error.ts'

export interface GroupQuery {
  readonly rows: Rows
  /** SQL of a row's time in ticks, and the largest there is. */
  readonly ticks: string
  readonly largestTick: number
  /** Ticks fit 32 bits. */
  readonly wholeTicks: boolean
  /** Number of accounts; the tables account_name and content_name hold the numbers of the names. */
  readonly accounts: number
  readonly withContent: boolean
  readonly keepAll: boolean
  readonly named: boolean
}

export type GroupedColumns = Pick<Acts, 'objectStart' | 'account' | 'time' | 'content'> & {
  objectName(object: number): string
}

/** Below this, tick * accounts + account and its parts are exact. */
const PACKED = 2 ** 52

/** Groups the rows by object; within an object they come in any order. */
export async function readGroups(
  connection: DuckDBConnection,
  query: GroupQuery,
  { signal, onRows }: { signal?: AbortSignal; onRows?: (rows: number) => void },
): Promise<GroupedColumns> {
  const { rows, accounts, keepAll, named, withContent } = query
  const isPacked = (query.largestTick + 1) * accounts < PACKED
  const columns = new Columns(query)
  const stream = await connection.stream(groupSql(query, isPacked)).catch((cause: Error) => {
    throw toReadError(cause)
  })
  const most = (keepAll ? rows.count : rows.count >> 1) + 1
  const objectStart = new Int32Array(new SharedArrayBuffer(most * 4))
  const names: { from: number; vector: DuckDBVector }[] = []
  let objects = 0
  for (;;) {
    const chunk = await stream.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    verifyGoing(signal)
    const lists = chunk.getColumnVector(0) as DuckDBListVector
    const second = isPacked ? null : (chunk.getColumnVector(1) as DuckDBListVector)
    const contents = withContent
      ? (chunk.getColumnVector(isPacked ? 1 : 2) as DuckDBListVector)
      : null
    if (named) names.push({ from: objects, vector: chunk.getColumnVector(chunk.columnCount - 1) })
    let total = objectStart[objects]!
    for (let k = 0; k < chunk.rowCount; k++)
      objectStart[++objects] = total += lists.getEntryLength(k)
    if (second === null) columns.appendPacked(itemsOf(lists))
    else columns.append(itemsOf(lists), itemsOf(second))
    if (contents !== null) columns.appendContents(itemsOf(contents))
    onRows?.(total)
  }
  return {
    ...columns.whole(),
    objectStart: objectStart.subarray(0, objects + 1),
    objectName: (object) => {
      const chunk = names.findLast(({ from }) => from <= object)!
      return String(chunk.vector.getItem(object - chunk.from))
    },
  }
}

function groupSql(query: GroupQuery, isPacked: boolean): string {
  const { rows, ticks, accounts, withContent, keepAll, named } = query
  const lists = isPacked
    ? [`list((${ticks})::double * ${accounts} + a.id)`]
    : [`list((${ticks})::double)`, 'list(a.id::double)']
  if (withContent) lists.push('list(c.id::double)')
  if (named) lists.push('object')
  const join = withContent ? 'join content_name c on c.name = r.content' : ''
  return `select ${lists.join(', ')}
    from (${rows.sql}) r join account_name a on a.name = r.account ${join}
    group by object ${keepAll ? '' : 'having min(a.id) <> max(a.id)'}`
}

/** The numbers in all lists of a vector, one list after the other. */
function itemsOf(lists: DuckDBListVector): Float64Array {
  return (lists.childVector as unknown as { items: Float64Array }).items
}

/** Columns of at most as many rows as the input has; memory that is not written to is not taken. */
class Columns {
  private readonly accounts: number
  private readonly account: Int32Array
  private readonly time: Int32Array | Float64Array
  private readonly content: Int32Array | null
  private size = 0

  constructor({ rows, accounts, wholeTicks, withContent }: GroupQuery) {
    this.accounts = accounts
    this.account = new Int32Array(new SharedArrayBuffer(rows.count * 4))
    this.time = wholeTicks
      ? new Int32Array(new SharedArrayBuffer(rows.count * 4))
      : new Float64Array(new SharedArrayBuffer(rows.count * 8))
    this.content = withContent ? new Int32Array(new SharedArrayBuffer(rows.count * 4)) : null
  }

  appendPacked(items: Float64Array): void {
    const { account, time, accounts, size } = this
    for (let k = 0; k < items.length; k++) {
      const tick = Math.floor(items[k]! / accounts)
      time[size + k] = tick
      account[size + k] = items[k]! - tick * accounts
    }
    this.size += items.length
  }

  append(ticks: Float64Array, accounts: Float64Array): void {
    this.time.set(ticks, this.size)
    this.account.set(accounts, this.size)
    this.size += ticks.length
  }

  /** Contents of the rows appended last. */
  appendContents(items: Float64Array): void {
    this.content!.set(items, this.size - items.length)
  }

  whole(): Pick<Acts, 'account' | 'time' | 'content'> {
    return {
      account: this.account.subarray(0, this.size),
      time: this.time.subarray(0, this.size),
      content: this.content && this.content.subarray(0, this.size),
    }
  }
}
