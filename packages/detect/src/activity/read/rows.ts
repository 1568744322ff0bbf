/**
 * The rows of a source as SQL with fixed names (account, micros, object, content, text, ...), checked once:
 * every fault that would make a count wrong is found before anything is counted. A few faulty rows are left out
 * and counted; where they are many, or where none may be left out, the first is named with its row.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import { DetectError } from '../../errors.ts'
import { missingSql } from '../cells/missing.ts'
import type { Role } from '../presets/roles.ts'
import type { TimeForm } from '../times/time-form.ts'
import { quoteName, type Reader } from './database.ts'
import { CODES, mayLeaveOut, toLeftOut, type LeftOut } from './left-out.ts'
import { findOtherEnding } from './line-endings.ts'
import { exampleOf, findDuplicate, findFirst } from './locate.ts'
import type { ResolvedColumns } from './mapping.ts'
import { run, toPlacedError } from './read-error.ts'
import { damagedSql, ID_ROLES, roundedWords } from './row-ids.ts'
import { reasonSql, summarise, type Facts } from './row-facts.ts'
import { damagedWords, namelessWords, resolutionWords, ROLES_OF, wordsOf } from './row-words.ts'
import type { Source } from './source.ts'
import { isSlow, registerTimes, timeForm, toMicrosSql } from './time-column.ts'
import { zoneWarnings } from './time-zones.ts'

export type Rows = {
  /** SQL of all rows that count, in input order. */
  readonly sql: string
  readonly roles: readonly Role[]
  readonly count: number
  /** Microseconds since 1970 of the first and last row. */
  readonly from: number
  readonly to: number
  /** Every time is a whole second. */
  readonly wholeSeconds: boolean
  /** The rows have a column `row`, their number in the input, because some were left out. */
  readonly numbered: boolean
  readonly leftOut: readonly LeftOut[]
  readonly warnings: readonly string[]
}

export type RowChecks = {
  /** As another tool takes them: nothing is left out, and a post id may stand twice. */
  readonly asTheyAre: boolean
  /** Refuse a source of which a row would be left out. */
  readonly strict: boolean
  readonly allowMixedZones: boolean
}

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
    `select ${used.map((role) => `${cellSql(source, columns, role)} as ${quoteName(role)}`).join(', ')} from (${source.relation(file)})`
  const base = await materialise(connection, source, raw())
  const place = { connection, source, raw, columns }
  await verifyIds(place, base, used)
  const form = await timeForm(connection, source, columns, base, checks)
  registerTimes(connection, form)
  const micros = toMicrosSql(form, quoteName('time'))
  const timed = await timeRows(connection, base, form, micros)
  const warnings: string[] = []
  warnings.push(...(await zoneWarnings(place, { form, timed, micros }, checks.allowMixedZones)))
  const facts = await summarise(connection, timed, used)
  if (facts.count === 0) throw await emptyError(source)
  const leftOut = await faultyRows(place, micros, facts, checks)
  const repeated = checks.asTheyAre ? null : await repeatedRows(place, timed, facts, used)
  if (repeated !== null && checks.strict) throw await repeated.refuse()
  if (repeated !== null) leftOut.push(toLeftOut('repeated', repeated.rows, facts.count))
  if (!checks.asTheyAre) warnings.push(...(await idWarnings(place, base, used, facts)))
  const kept = { used, leftOut, warnings: [...warnings, ...resolutionWords(facts)] }
  return keepRows(connection, timed, facts, kept)
}

/** Rows that end otherwise than the line before them are not seen as rows. */
async function emptyError({ format, files }: Source): Promise<DetectError> {
  const other = format === 'csv' ? await findOtherEnding(files) : null
  return other ?? new DetectError('EMPTY', 'there are column names and no row', { file: files[0] })
}

/** A cell as text; what exports write where there is no value is none. */
function cellSql(source: Source, columns: ResolvedColumns, role: Role): string {
  const column = columns.column(role)!
  if (column.kind === 'time' || (role === 'time' && column.kind === 'number')) return column.sql
  const isText = column.kind === 'text' || (source.format === 'parquet' && column.kind === 'other')
  const text = isText ? column.sql : `cast(${column.sql} as varchar)`
  return `case when ${missingSql(role, text)} then null else ${text} end`
}

async function materialise(connection: DuckDBConnection, source: Source, raw: string) {
  if (source.format === 'parquet') return raw
  await connection.run(`create temp table input as ${raw}`).catch(async (cause: Error) => {
    throw await toPlacedError(cause, source)
  })
  return 'select * from input'
}

/** The rows with their microseconds; what calls back for each row is done once. */
async function timeRows(
  connection: DuckDBConnection,
  base: string,
  form: TimeForm,
  micros: string,
): Promise<string> {
  const sql = `select *, ${micros} as micros from (${base})`
  if (!isSlow(form)) return sql
  await connection.run(`create temp table timed as ${sql}`)
  return 'select * from timed'
}

type Place = Parameters<typeof findFirst>[0] & { readonly columns: ResolvedColumns }

async function verifyIds(place: Place, base: string, used: readonly Role[]): Promise<void> {
  for (const role of used.filter((one) => ID_ROLES.includes(one))) {
    const damaged = damagedSql(quoteName(role))
    const found = await run(place.connection, `select 1 from (${base}) where ${damaged} limit 1`)
    if (found.length === 0) continue
    const column = place.columns.mapping[role]
    throw await findFirst(
      place,
      damaged,
      (at, value) => ({
        code: 'DAMAGED_ID',
        message: damagedWords(value),
        place: { ...at, column },
      }),
      role,
    )
  }
}

async function idWarnings(place: Place, base: string, used: readonly Role[], facts: Facts) {
  const warnings: string[] = []
  for (const role of used.filter((one) => one === 'account' || one === 'content')) {
    const words = await roundedWords(place.connection, base, role, place.columns.mapping[role])
    if (words !== null) warnings.push(words)
  }
  warnings.push(...namelessWords(facts.count - (facts.filled.content ?? facts.count)))
  return warnings
}

/** Rows to be left out, by reason; throws for the first where they are too many or none may be. */
async function faultyRows(
  place: Place,
  micros: string,
  facts: Facts,
  { strict, asTheyAre }: RowChecks,
): Promise<LeftOut[]> {
  const leftOut: LeftOut[] = []
  for (const [reason, rows] of facts.faulty) {
    const condition = `(${reasonSql(facts, `(${micros})`)}) = '${reason}'`
    const role = ROLES_OF[reason]
    if (strict || asTheyAre || !mayLeaveOut(reason, rows, facts.count))
      throw await findFirst(
        place,
        condition,
        (at, value) => ({
          code: CODES[reason],
          message: wordsOf(reason, value, facts),
          place: { ...at, column: place.columns.mapping[role] },
        }),
        role,
      )
    const example = reason.endsWith('time') ? await exampleOf(place, condition, role) : ''
    leftOut.push(toLeftOut(reason, rows, facts.count, example))
  }
  return leftOut
}

/** Rows that stand twice alike; throws DUPLICATE_CONTENT where those of one post id differ. */
async function repeatedRows(
  place: Place,
  timed: string,
  facts: Facts,
  used: readonly Role[],
): Promise<{ rows: number; refuse: () => Promise<DetectError> } | null> {
  if (!used.includes('content')) return null
  const sql = `select * from (${timed}) where ${reasonSql(facts)} is null and content is not null`
  return findDuplicate(place, sql, place.columns, used)
}

/** Leaves out what is to be left out, and numbers the rows where their place would be lost. */
async function keepRows(
  connection: DuckDBConnection,
  timed: string,
  facts: Facts,
  { used, leftOut, warnings }: Pick<Rows, 'leftOut' | 'warnings'> & { used: readonly Role[] },
): Promise<Rows> {
  const { from, to, whole } = facts
  const nameless = (facts.filled.content ?? facts.count) < facts.count
  const found = { roles: used, from, to, wholeSeconds: whole, leftOut, warnings }
  if (leftOut.length === 0 && !nameless)
    return {
      ...found,
      sql: `select * exclude (time) from (${timed})`,
      count: facts.count,
      numbered: false,
    }
  const names = [...used.filter((role) => role !== 'time'), 'micros'].map(quoteName).join(', ')
  const isRepeated = leftOut.some(({ reason }) => reason === 'repeated')
  const once = isRepeated
    ? `qualify content is null or row_number() over (partition by ${names} order by row) = 1`
    : ''
  const content = nameless ? `replace (coalesce(content, '(row ' || row || ')') as content)` : ''
  await connection.run(
    `create temp table kept as select * exclude (time) ${content} from (
      select * from (select *, row_number() over () as row from (${timed}))
      where ${reasonSql(facts)} is null ${once}) order by row`,
  )
  const [[count]] = (await run(connection, 'select count(*)::double from kept')) as [[number]]
  if (count === 0)
    throw new DetectError(
      'EMPTY',
      `no row is left: ${leftOut.map(({ words }) => words).join('; ')}`,
    )
  return { ...found, sql: 'select * from kept', count, numbered: true }
}
