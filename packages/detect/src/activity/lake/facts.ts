/** What all rows of a lake together say, asked of the engine: the same facts as `read/row-facts.ts` has of files. */
import type { Engine } from '../../spark/engine.ts'
import { listed, named, sql, text, type Sql } from '../../spark/sql.ts'
import type { LeftOutReason } from '../read/left-out.ts'
import { FIRST_POSTS, LATEST, TODAY, type Facts } from '../read/row-facts.ts'
import { askRow, askRows, type Row } from './ask.ts'
import { damaged } from './cells.ts'

export type LakeRole = 'account' | 'object' | 'content'

export type LakeFacts = Facts & {
  /** An example of a value for each reason that time gives, the least there is. */
  readonly examples: ReadonlyMap<string, string>
  /** Damaged ids by role, the least there is. */
  readonly damaged: ReadonlyMap<LakeRole, string>
  /** Zeros at the end of every long id of a role, where these are half of its rows or more. */
  readonly zeros: ReadonlyMap<LakeRole, number>
  /** What tells whether the rows are still the same. */
  readonly mark: string
}

/** Rows with account, object, perhaps content, `written` (the time as it stands) and micros. */
export const ROWS = named('tocsin_rows')

const SPAN = listed([
  sql`coalesce(min(micros), 0) as first`,
  sql`coalesce(max(micros), 0) as last`,
  ...[1e6, 60e6, 86_400e6].map(
    (step, k) =>
      sql`coalesce(min(case when micros % ${step} = 0 then 1 else 0 end), 1) as ${named(`whole${k}`)}`,
  ),
])

/** The facts of `ROWS`, in one look where no row is faulty and in two where one is. */
export async function askFacts(engine: Engine, roles: readonly LakeRole[]): Promise<LakeFacts> {
  const row = await askRow(engine, 'looking at the rows', factsSql(roles))
  const count = number(row, 'rows')
  const timed = number(row, 'timed')
  const filled: Facts['filled'] = {
    time: number(row, 'written'),
    ...Object.fromEntries(roles.map((role) => [role, number(row, `filled_${role}`)])),
  }
  // The middle time, as `quantile_disc` takes it, is of today where fewer than half are older.
  const isToday = timed > 0 && number(row, 'old') < Math.ceil(timed / 2)
  const earliest = number(row, 'first') < FIRST_POSTS && isToday ? FIRST_POSTS : 0
  const bounds = { hasObject: true, earliest, latest: LATEST }
  const isClean =
    timed === count &&
    number(row, 'first') >= earliest &&
    number(row, 'last') <= LATEST &&
    roles.every((role) => role === 'content' || filled[role] === count)
  const faults = isClean || count === 0 ? null : await askFaults(engine, bounds)
  return {
    count,
    filled,
    ...bounds,
    ...toSpan(faults?.clean ?? row),
    faulty: faults?.faulty ?? new Map(),
    examples: faults?.examples ?? new Map(),
    damaged: byRole(roles, (role) => row[`damaged_${role}`] as string | null),
    zeros: byRole(roles, (role) => zerosOf(row, role, filled[role]!)),
    mark: markOf(row),
  }
}

/** What tells whether the rows are still the same, asked anew. */
export async function askMark(engine: Engine, roles: readonly LakeRole[]): Promise<string> {
  const mark = sql`select ${markSql(roles)} from ${ROWS}`
  return markOf(await askRow(engine, 'looking whether the lake has changed', mark))
}

/** A sum over all rows in any order; below 2^63 for some ten thousand million of them. */
function markSql(roles: readonly LakeRole[]): Sql {
  const all = listed([...roles.map(named), sql`micros`])
  return sql`count(*) as rows, cast(sum(pmod(xxhash64(${all}), 536870909)) as string) as mark`
}

function markOf(row: Row): string {
  return `${row['rows']} ${row['mark']}`
}

function factsSql(roles: readonly LakeRole[]): Sql {
  const ofRole = roles.flatMap((role) => {
    const id = named(role)
    const long = sql`${id} rlike ${text('^[0-9]{15,}$')}`
    return [
      sql`count(${id}) as ${named(`filled_${role}`)}`,
      sql`min(case when ${damaged(id)} then ${id} end) as ${named(`damaged_${role}`)}`,
      sql`sum(case when ${long} then 1 else 0 end) as ${named(`long_${role}`)}`,
      sql`min(case when ${long} then length(${id}) - length(trim(trailing '0' from ${id})) end) as ${named(`zeros_${role}`)}`,
    ]
  })
  return sql`select ${markSql(roles)}, count(micros) as timed, count(written) as written, ${SPAN},
    coalesce(sum(case when micros < ${TODAY} then 1 else 0 end), 0) as old, ${listed(ofRole)} from ${ROWS}`
}

/** Why a row cannot be counted; null where it can. As `reasonSql`. */
export function reason({ earliest }: Pick<Facts, 'earliest'>): Sql {
  return sql`case when account is null then 'no-account' when object is null then 'no-object'
    when written is null then 'no-time' when micros is null then 'unreadable-time'
    when micros < ${earliest} or micros > ${LATEST} then 'wild-time' end`
}

async function askFaults(engine: Engine, bounds: Pick<Facts, 'earliest'>) {
  const rows = await askRows(
    engine,
    'counting what cannot be counted',
    sql`select why, count(*) as n, cast(min(written) as string) as example, ${SPAN}
      from (select ${reason(bounds)} as why, written, micros from ${ROWS}) group by why order by why`,
  )
  const reasons = rows.filter((row) => row['why'] !== null)
  const of = (row: Row) => String(row['why']) as Exclude<LeftOutReason, 'repeated'>
  return {
    clean: rows.find((row) => row['why'] === null) ?? {
      first: 0,
      last: 0,
      whole0: 1,
      whole1: 1,
      whole2: 1,
    },
    faulty: new Map(reasons.map((row) => [of(row), number(row, 'n')])),
    examples: new Map(reasons.map((row) => [of(row) as string, String(row['example'] ?? '')])),
  }
}

function toSpan(row: Row) {
  return {
    from: number(row, 'first'),
    to: number(row, 'last'),
    whole: row['whole0'] === 1,
    wholeMinutes: row['whole1'] === 1,
    wholeDays: row['whole2'] === 1,
  }
}

function zerosOf(row: Row, role: LakeRole, filled: number): number | null {
  const zeros = number(row, `zeros_${role}`)
  return zeros > 0 && number(row, `long_${role}`) * 2 >= filled ? zeros : null
}

function byRole<T>(roles: readonly LakeRole[], of: (role: LakeRole) => T | null): Map<LakeRole, T> {
  return new Map(
    roles
      .map((role) => [role, of(role)] as const)
      .filter((pair): pair is [LakeRole, T] => pair[1] !== null),
  )
}

function number(row: Row, name: string): number {
  return Number(row[name] ?? 0)
}
