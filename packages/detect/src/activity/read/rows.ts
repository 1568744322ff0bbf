/**
 * The rows of a source as SQL with fixed names (account, micros, object, content, text, ...), checked once:
 * every fault that would make a count wrong is found before anything is counted, and named with its row.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import { DetectError } from '../../errors.ts'
import type { Role } from '../presets/presets.ts'
import { quoteName, type Reader } from './database.ts'
import { findDuplicate, findFirst } from './locate.ts'
import type { ResolvedColumns } from './mapping.ts'
import { toPlacedError, toReadError } from './read-error.ts'
import type { Source } from './source.ts'
import { decideTimeForm, decideUnit, toMicrosSql, ZONE_PATTERN, type TimeForm } from './times.ts'

export interface Rows {
  /** SQL of all rows, in input order. */
  readonly sql: string
  readonly roles: readonly Role[]
  readonly count: number
  /** Microseconds since 1970 of the first and last row. */
  readonly from: number
  readonly to: number
  /** Every time is a whole second. */
  readonly wholeSeconds: boolean
}

export interface RowChecks {
  /** A post id may stand once only (or once with each object). */
  readonly uniqueContent: boolean
  readonly allowMixedZones: boolean
}

/** The years that activity can come from, as microseconds. */
const EARLIEST = 0
const LATEST = Date.UTC(2100, 0, 1) * 1000

/** Reads, checks and names the columns. Text formats are parsed once into a table of the needed columns. */
export async function openRows(
  reader: Reader,
  source: Source,
  columns: ResolvedColumns,
  roles: readonly Role[],
  checks: RowChecks,
): Promise<Rows> {
  const { connection } = reader
  const used = roles.filter((role) => columns.column(role) !== null)
  const raw = (file?: string) =>
    `select ${used.map((role) => `${textSql(source, columns, role)} as ${quoteName(role)}`).join(', ')} from (${source.relation(file)})`
  const base = await materialise(connection, source, raw())
  const form = await timeForm(connection, source, columns, base)
  const place = { connection, source, raw }
  if (form.kind === 'iso' || form.kind === 'pattern')
    await verifyZones(place, base, columns, checks.allowMixedZones)
  const micros = toMicrosSql(form, quoteName('time'))
  const sql = `select * exclude (time), ${micros} as micros from (${base})`
  const required = used.filter((role) => ['account', 'time', 'object', 'content'].includes(role))
  const facts = await summarise(connection, base, micros, required)
  const count = facts.count
  if (count === 0)
    throw new DetectError('EMPTY', 'there are column names and no row', { file: source.files[0] })
  for (const role of required)
    if (facts.filled[role]! < count)
      throw await findFirst(place, `${quoteName(role)} is null`, (at) => ({
        code: 'NULL_VALUE',
        message: `the ${role} is missing`,
        place: { ...at, column: columns.mapping[role] },
      }))
  await verifyTimes(place, micros, columns, facts)
  if (checks.uniqueContent && used.includes('content'))
    await findDuplicate(place, sql, columns, used.includes('object'))
  return { sql, roles: used, count, from: facts.from, to: facts.to, wholeSeconds: facts.whole }
}

function textSql(source: Source, columns: ResolvedColumns, role: Role): string {
  const column = columns.column(role)!
  if (role === 'time' || column.kind === 'text') return column.sql
  return source.format === 'parquet' && column.kind === 'other'
    ? column.sql
    : `cast(${column.sql} as varchar)`
}

async function materialise(connection: DuckDBConnection, source: Source, raw: string) {
  if (source.format === 'parquet') return raw
  await connection.run(`create temp table input as ${raw}`).catch(async (cause: Error) => {
    throw await toPlacedError(cause, source)
  })
  return 'select * from input'
}

async function timeForm(
  connection: DuckDBConnection,
  source: Source,
  columns: ResolvedColumns,
  base: string,
): Promise<TimeForm> {
  const { kind } = columns.column('time')!
  if (kind === 'time') return { kind: 'native' }
  if (columns.timeFormat !== null) return { kind: 'pattern', pattern: columns.timeFormat }
  const query =
    kind === 'number'
      ? `select max(time)::double::varchar from (${base})`
      : `select time from (${base}) where time is not null limit 2000`
  const sample = (await run(connection, query)).map(([value]) => String(value))
  if (kind === 'number') return { kind: 'epoch', perSecond: decideUnit(sample.map(Number)) }
  const form = decideTimeForm(sample)
  if (form !== null || sample.length === 0) return form ?? { kind: 'iso' }
  throw new DetectError(
    'BAD_TIME',
    `cannot tell how times are written from "${sample[0]!.slice(0, 60)}"; say so with --time-format, such as %m/%d/%Y %H:%M`,
    { file: source.files[0], row: 1, column: columns.mapping.time },
  )
}

async function summarise(
  connection: DuckDBConnection,
  base: string,
  micros: string,
  required: readonly Role[],
) {
  const filled = required.map((role) => `count(${quoteName(role)})::double`)
  const [[...numbers]] = (await run(
    connection,
    `select count(*)::double, count(micros)::double, min(micros)::double, max(micros)::double,
      coalesce(bool_and(micros % 1000000 = 0), true)::int::double, ${filled.join(', ')}
      from (select *, ${micros} as micros from (${base}))`,
  )) as [number[]]
  const [count, timed, from, to, whole, ...counts] = numbers
  return {
    count: count!,
    timed: timed!,
    from: from!,
    to: to!,
    whole: whole === 1,
    filled: Object.fromEntries(required.map((role, k) => [role, counts[k]!])) as Partial<
      Record<Role, number>
    >,
  }
}

type Place = Parameters<typeof findFirst>[0]

async function verifyTimes(
  place: Place,
  micros: string,
  columns: ResolvedColumns,
  facts: { count: number; timed: number; from: number; to: number },
) {
  const column = columns.mapping.time
  if (facts.timed < facts.count)
    throw await findFirst(place, `(${micros}) is null`, (at, value) => ({
      code: 'BAD_TIME',
      message: `"${value.slice(0, 60)}" is not a time that can be read`,
      place: { ...at, column },
    }))
  if (facts.from < EARLIEST || facts.to > LATEST)
    throw await findFirst(
      place,
      `(${micros}) not between ${EARLIEST} and ${LATEST}`,
      (at, value) => ({
        code: 'TIME_OUT_OF_RANGE',
        message: `"${value.slice(0, 60)}" lies outside 1970 to 2100`,
        place: { ...at, column },
      }),
    )
}

async function verifyZones(place: Place, base: string, columns: ResolvedColumns, allowed: boolean) {
  if (allowed || columns.timeFormat !== null) return
  const zone = `regexp_extract(time, '${ZONE_PATTERN}', 1, 'i')`
  const zones = await run(
    place.connection,
    `select ${zone} as suffix, count(*) as n from (${base}) where time is not null group by 1 order by 2 desc limit 3`,
  )
  if (zones.length < 2) return
  const [common, rare] = zones.map(([name]) => String(name))
  const say = (zone: string) => (zone === '' ? 'no zone' : zone)
  throw await findFirst(place, `${zone} = '${rare}'`, (at, value) => ({
    code: 'MIXED_ZONES',
    message: `"${value.slice(0, 60)}" has ${say(rare!)} where most times have ${say(common!)}; write all times in one zone, or allow it with --mixed-zones (times without a zone are then UTC)`,
    place: { ...at, column: columns.mapping.time },
  }))
}

async function run(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  const reader = await connection.runAndReadAll(sql).catch((cause: Error) => {
    throw toReadError(cause)
  })
  return reader.getRows()
}
