/** What all rows together say, in one pass: how many there are, of which span, and which cannot be counted. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Role } from '../presets/roles.ts'
import { quoteName } from './database.ts'
import type { LeftOutReason } from './left-out.ts'
import { toReadError } from './read-error.ts'

export type Facts = {
  readonly count: number
  /** Microseconds since 1970 of the first and last row that count. */
  readonly from: number
  readonly to: number
  /** Whether all times are whole seconds, minutes, days. */
  readonly whole: boolean
  readonly wholeMinutes: boolean
  readonly wholeDays: boolean
  readonly filled: Partial<Record<Role, number>>
  /** Rows that cannot be counted, by reason; only reasons that occur. */
  readonly faulty: ReadonlyMap<Exclude<LeftOutReason, 'repeated'>, number>
  readonly hasObject: boolean
  /** The years that the times of this input can come from, as microseconds. */
  readonly earliest: number
  readonly latest: number
}

/** Before it nothing was posted; a time there beside times of today is a zero or a slip. */
export const FIRST_POSTS = Date.UTC(1990, 0, 1) * 1000
export const TODAY = Date.UTC(2000, 0, 1) * 1000
export const LATEST = Date.UTC(2100, 0, 1) * 1000

const every = (micros: number) => `coalesce(bool_and(micros % ${micros} = 0), true)::int::double`
const SPAN = `coalesce(min(micros), 0)::double, coalesce(max(micros), 0)::double,
  ${[1e6, 60e6, 86_400e6].map(every).join(', ')}`

/** `timed` are the rows with their `micros`. */
export async function summarise(
  connection: DuckDBConnection,
  timed: string,
  used: readonly Role[],
): Promise<Facts> {
  const required = used.filter((role) => ['account', 'time', 'object', 'content'].includes(role))
  const hasObject = used.includes('object')
  const filled = required.map((role) => `count(${quoteName(role)})::double`)
  const [count, timedRows, from, to, whole, wholeMinutes, wholeDays, ...counts] = await numbers(
    connection,
    `select count(*)::double, count(micros)::double, ${SPAN}, ${filled.join(', ')} from (${timed})`,
  )
  const filledBy: Partial<Record<Role, number>> = Object.fromEntries(
    required.map((role, k) => [role, counts[k]!]),
  )
  const earliest = from! < FIRST_POSTS ? await earliestOf(connection, timed) : 0
  const bounds = { hasObject, earliest, latest: LATEST }
  const facts = { count: count!, filled: filledBy, ...bounds }
  const isClean =
    timedRows === count &&
    from! >= earliest &&
    to! <= LATEST &&
    required.every((role) => role === 'content' || filledBy[role] === count)
  if (isClean)
    return {
      ...facts,
      faulty: new Map(),
      ...toSpan([from!, to!, whole!, wholeMinutes!, wholeDays!]),
    }
  const span = await numbers(
    connection,
    `select ${SPAN} from (${timed}) where (${reasonSql(bounds)}) is null`,
  )
  return { ...facts, faulty: await countFaults(connection, timed, bounds), ...toSpan(span) }
}

/** SQL for why a row cannot be counted; null where it can. */
export function reasonSql(
  { hasObject, earliest, latest }: Pick<Facts, 'hasObject' | 'earliest' | 'latest'>,
  micros = 'micros',
): string {
  return `case when account is null then 'no-account'
    ${hasObject ? "when object is null then 'no-object'" : ''}
    when time is null then 'no-time' when ${micros} is null then 'unreadable-time'
    when ${micros} < ${earliest}::bigint or ${micros} > ${latest}::bigint then 'wild-time' end`
}

async function earliestOf(connection: DuckDBConnection, timed: string): Promise<number> {
  const [middle] = await numbers(
    connection,
    `select coalesce(quantile_disc(micros, 0.5), 0)::double from (${timed})`,
  )
  return middle! >= TODAY ? FIRST_POSTS : 0
}

async function countFaults(
  connection: DuckDBConnection,
  timed: string,
  bounds: Pick<Facts, 'hasObject' | 'earliest' | 'latest'>,
): Promise<Facts['faulty']> {
  const read = await connection.runAndReadAll(
    `select reason, count(*)::double from (select ${reasonSql(bounds)} as reason from (${timed}))
      where reason is not null group by 1 order by 1`,
  )
  return new Map(read.getRows() as unknown as [Exclude<LeftOutReason, 'repeated'>, number][])
}

function toSpan([from, to, whole, wholeMinutes, wholeDays]: readonly number[]) {
  return {
    from: from!,
    to: to!,
    whole: whole === 1,
    wholeMinutes: wholeMinutes === 1,
    wholeDays: wholeDays === 1,
  }
}

async function numbers(connection: DuckDBConnection, sql: string): Promise<number[]> {
  const read = await connection.runAndReadAll(sql).catch((cause: Error) => {
    throw toReadError(cause)
  })
  return read.getRows()[0] as number[]
}
