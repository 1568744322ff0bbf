/**
 * The rows of each object as DuckDB gathers them: one list of numbers an object, time and account packed
 * into one exact number where they fit, because a list costs as much as the grouping itself. Large inputs
 * are gathered in parts by the hash of the object, so that memory follows the part and not the input.
 */
import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBListVector,
  DuckDBVector,
} from '@duckdb/node-api'
import type { Acts } from '../acts.ts'
import { verifyGoing } from '../../progress.ts'
import { quoteText } from './database.ts'
import { GroupedRows } from './grouped-rows.ts'
import type { Rows } from './rows.ts'
import { toReadError } from './read-error.ts'
import type { WorkFolder } from './work-folder.ts'

export type GroupQuery = {
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

export type GroupOptions = {
  readonly signal?: AbortSignal
  readonly onRows?: (rows: number) => void
  /** Where finished parts are kept and taken from. */
  readonly folder?: WorkFolder
  /** Rows of a part; memory follows them. */
  readonly partRows?: number
}

export type GroupedColumns = Pick<Acts, 'objectStart' | 'account' | 'time' | 'content'> & {
  /** Empty where names were not asked for. */
  objectName(object: number): string
}

/** Below this, tick * accounts + account and its parts are exact. */
const PACKED = 2 ** 52
const PART_ROWS = 20_000_000
/** Rows that tell where names are to be cut. */
const SAMPLE = 20_000

/** Groups the rows by object; within an object they come in any order. */
export async function readGroups(
  connection: DuckDBConnection,
  query: GroupQuery,
  { signal, onRows, folder, partRows = PART_ROWS }: GroupOptions,
): Promise<GroupedColumns> {
  const { count } = query.rows
  const parts = Math.max(1, Math.ceil(count / partRows))
  const grouped = new GroupedRows({
    ...query,
    rows: count,
    objects: query.keepAll ? count : count >> 1,
  })
  const names: ObjectNames[] = []
  const bounds = query.named && parts > 1 ? await boundsOf(connection, query.rows, parts) : null
  for (let part = 0; part < parts; part++) {
    const saved = await folder?.loadRows(`rows-${part}-of-${parts}`)
    const from = grouped.objects
    if (saved) grouped.appendPart(saved)
    else {
      await readPart(
        connection,
        groupSql(query, partSql(part, parts, bounds)),
        query,
        grouped,
        names,
        signal,
        (rows) => onRows?.(count * (part / parts) + rows / parts),
      )
      await folder?.saveRows(`rows-${part}-of-${parts}`, grouped.since(from))
    }
    onRows?.((count * (part + 1)) / parts)
  }
  return {
    ...grouped.whole(),
    objectName: (object) => {
      if (!query.named) return ''
      const chunk = names.findLast(({ from }) => from <= object)!
      return String(chunk.vector.getItem(object - chunk.from))
    },
  }
}

type ObjectNames = {
  readonly from: number
  readonly vector: DuckDBVector
  /** Owns what the vector points at: without it names would be read out of memory that is no longer theirs. */
  readonly chunk: DuckDBDataChunk
}

async function readPart(
  connection: DuckDBConnection,
  sql: string,
  query: GroupQuery,
  grouped: GroupedRows,
  names: ObjectNames[],
  signal: AbortSignal | undefined,
  onRows: (rows: number) => void,
): Promise<void> {
  const isPacked = fitsPacked(query)
  const stream = await connection.stream(sql).catch((cause: Error) => {
    throw toReadError(cause)
  })
  const before = grouped.rows
  for (;;) {
    const chunk = await stream.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return
    verifyGoing(signal)
    const vectors = Array.from({ length: chunk.columnCount }, (_, k) => chunk.getColumnVector(k))
    if (query.named) names.push({ from: grouped.objects, vector: vectors.pop()!, chunk })
    const contents = query.withContent ? itemsOf(vectors.pop()!) : null
    const lists = vectors[0] as DuckDBListVector
    for (let k = 0; k < chunk.rowCount; k++) grouped.open(lists.getEntryLength(k))
    if (isPacked) grouped.appendPacked(itemsOf(lists), query.accounts)
    else grouped.append(itemsOf(lists), itemsOf(vectors[1]!))
    if (contents !== null) grouped.appendContents(contents)
    onRows(grouped.rows - before)
  }
}

function fitsPacked({ largestTick, accounts }: GroupQuery): boolean {
  return (largestTick + 1) * accounts < PACKED
}

/**
 * Names between the parts, so that parts follow one another in order of names wherever they are cut. A part holds the rows of
 * a sample's share, and so about as many as the others.
 */
async function boundsOf(
  connection: DuckDBConnection,
  rows: Rows,
  parts: number,
): Promise<string[]> {
  const read = await connection.runAndReadAll(
    `select object from (select object from (${rows.sql}) using sample ${SAMPLE} rows) order by object`,
  )
  const names = read.getRows().map(([name]) => String(name))
  return Array.from(
    { length: parts - 1 },
    (_, part) => names[Math.floor(((part + 1) * names.length) / parts)]!,
  )
}

/** The condition of a part: by the hash of the object, or by its name between two bounds. */
function partSql(part: number, parts: number, bounds: readonly string[] | null): string {
  if (parts === 1) return ''
  if (bounds === null) return `where hash(object) % ${parts} = ${part}`
  const from = part > 0 ? `object >= ${quoteText(bounds[part - 1]!)}` : 'true'
  const to = part < parts - 1 ? `object < ${quoteText(bounds[part]!)}` : 'true'
  return `where ${from} and ${to}`
}

function groupSql(query: GroupQuery, where: string): string {
  const { rows, ticks, accounts, withContent, keepAll, named } = query
  const lists = fitsPacked(query)
    ? [`list((${ticks})::double * ${accounts} + a.id)`]
    : [`list((${ticks})::double)`, 'list(a.id::double)']
  if (withContent) lists.push('list(c.id::double)')
  if (named) lists.push('object')
  const join = withContent ? 'join content_name c on c.name = r.content' : ''
  return `select ${lists.join(', ')}
    from (${rows.sql}) r join account_name a on a.name = r.account ${join}
    ${where}
    group by object ${keepAll ? '' : 'having min(a.id) <> max(a.id)'} ${named ? 'order by object' : ''}`
}

/** The numbers in all lists of a vector, one list after the other. */
function itemsOf(lists: DuckDBVector): Float64Array {
  return ((lists as DuckDBListVector).childVector as unknown as { items: Float64Array }).items
}
