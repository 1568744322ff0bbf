/** Finds the file and row of a fault. Slow and only ever run when a fault is known to be there. */
import type { DuckDBConnection } from '@duckdb/node-api'
import {
  DetectError,
  type DetectErrorCode,
  type DetectErrorHelp,
  type DetectErrorPlace,
} from '../../errors.ts'
import type { Role } from '../presets/roles.ts'
import { quoteName, quoteText } from './database.ts'
import type { ResolvedColumns } from './mapping.ts'
import type { Source } from './source.ts'

export type Located = {
  readonly connection: DuckDBConnection
  readonly source: Source
  /** SQL of the role columns of one file, in file order. */
  readonly raw: (file?: string) => string
}

type Fault = {
  readonly code: DetectErrorCode
  readonly message: string
  readonly place: DetectErrorPlace
  readonly help?: DetectErrorHelp
}

/** The error for the first row for which the SQL `condition` holds, described with the value of `role` there. */
export async function findFirst(
  { connection, source, raw }: Located,
  condition: string,
  describe: (at: DetectErrorPlace, value: string) => Fault,
  role: Role = 'time',
): Promise<DetectError> {
  for (const file of source.files) {
    const found = await connection.runAndReadAll(
      `select row, ${quoteName(role)}::varchar from (select *, row_number() over () as row from (${raw(file)}))
        where ${condition} order by row limit 1`,
    )
    const [first] = found.getRows()
    if (first !== undefined)
      return toError(describe({ file, row: Number(first[0]) }, String(first[1])))
  }
  return toError(describe({ file: source.files[0] }, ''))
}

function toError({ code, message, place, help }: Fault): DetectError {
  return new DetectError(code, message, place, { help })
}

/** The first value of `role` in rows for which the SQL `condition` holds; empty where it has none. */
export async function exampleOf(
  { connection, raw }: Located,
  condition: string,
  role: Role,
): Promise<string> {
  const found = await connection.runAndReadAll(
    `select ${quoteName(role)}::varchar from (${raw()}) where ${condition} limit 1`,
  )
  const value = found.getRows()[0]?.[0]
  return value === undefined || value === null ? '' : String(value)
}

/**
 * How many rows repeat another, with the refusal of the first; null where none does. Throws DUPLICATE_CONTENT when
 * rows of one post id (or of one with the same object) differ: then nobody can say which is right.
 */
export async function findDuplicate(
  place: Located,
  sql: string,
  columns: ResolvedColumns,
  used: readonly Role[],
): Promise<{ rows: number; refuse: () => Promise<DetectError> } | null> {
  const { connection } = place
  const withObject = used.includes('object')
  const key = withObject ? 'content, object' : 'content'
  const twice = await connection.runAndReadAll(
    `select 1 from (${sql}) group by ${key} having count(*) > 1 limit 1`,
  )
  const many = withObject
    ? await connection.runAndReadAll(`select content from (${sql}) group by content
        having min(account) <> max(account) or min(micros) <> max(micros) limit 1`)
    : null
  const refuse = async (content: string, words: string) => {
    const again = `content = ${quoteText(content)} and row > (select min(row) from
      (select content c, row_number() over () as row from (${place.raw(place.source.files[0])})) where c = ${quoteText(content)})`
    return findFirst(place, again, (at) => ({
      code: 'DUPLICATE_CONTENT',
      message: `post "${content.slice(0, 60)}" ${words}`,
      place: { ...at, column: columns.mapping.content },
    }))
  }
  const torn = many?.getRows()[0]?.[0]
  if (torn !== undefined)
    throw await refuse(String(torn), 'stands twice, with another account or time')
  if (twice.getRows().length === 0) return null
  const names = [...used.filter((role) => role !== 'time'), 'micros'].map(quoteName).join(', ')
  const differing = await connection.runAndReadAll(
    `select content from (select distinct ${names} from (${sql})) group by ${key} having count(*) > 1 limit 1`,
  )
  const content = differing.getRows()[0]?.[0]
  if (content !== undefined)
    throw await refuse(String(content), 'stands twice, and the two rows differ')
  const counted = await connection.runAndReadAll(
    `select sum(n - 1)::double, min(content) from (select count(*) as n, any_value(content) as content from (${sql}) group by ${key} having count(*) > 1)`,
  )
  const [rows, first] = counted.getRows()[0]!
  return { rows: Number(rows), refuse: () => refuse(String(first), 'stands twice') }
}
