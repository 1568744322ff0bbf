/** Finds the file and row of a fault. Slow and only ever run when a fault is known to be there. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { DetectError, type DetectErrorCode, type DetectErrorPlace } from '../../errors.ts'
import { quoteText } from './database.ts'
import type { ResolvedColumns } from './mapping.ts'
import type { Source } from './source.ts'

export interface Located {
  readonly connection: DuckDBConnection
  readonly source: Source
  /** SQL of the role columns of one file, in file order. */
  readonly raw: (file?: string) => string
}

interface Fault {
  readonly code: DetectErrorCode
  readonly message: string
  readonly place: DetectErrorPlace
}

/** The error for the first row for which the SQL `condition` holds. */
export async function findFirst(
  { connection, source, raw }: Located,
  condition: string,
  describe: (at: DetectErrorPlace, time: string) => Fault,
): Promise<DetectError> {
  for (const file of source.files) {
    const found = await connection.runAndReadAll(
      `select row, time::varchar from (select *, row_number() over () as row from (${raw(file)}))
        where ${condition} order by row limit 1`,
    )
    const [first] = found.getRows()
    if (first === undefined) continue
    const fault = describe({ file, row: Number(first[0]) }, String(first[1]))
    return new DetectError(fault.code, fault.message, fault.place)
  }
  const fault = describe({ file: source.files[0] }, '')
  return new DetectError(fault.code, fault.message, fault.place)
}

/** Throws DUPLICATE_CONTENT when a post id stands for two posts, or twice for the same object. */
export async function findDuplicate(
  place: Located,
  sql: string,
  columns: ResolvedColumns,
  withObject: boolean,
): Promise<void> {
  const same = withObject
    ? `count(distinct account) > 1 or min(micros) <> max(micros) or count(*) > count(distinct object)`
    : 'count(*) > 1'
  const found = await place.connection.runAndReadAll(
    `select content from (${sql}) group by content having ${same} limit 1`,
  )
  const content = found.getRows()[0]?.[0]
  if (content === undefined) return
  const again = `content = ${quoteText(String(content))} and row > (select min(row) from
    (select content c, row_number() over () as row from (${place.raw(place.source.files[0])})) where c = ${quoteText(String(content))})`
  const error = await findFirst(place, again, (at) => ({
    code: 'DUPLICATE_CONTENT',
    message: withObject
      ? `post "${String(content).slice(0, 60)}" stands twice with the same object, or with another account or time`
      : `post "${String(content).slice(0, 60)}" stands twice`,
    place: { ...at, column: columns.mapping.content },
  }))
  throw error
}
