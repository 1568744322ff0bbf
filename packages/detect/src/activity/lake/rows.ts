/**
 * A lake's rows, checked on the engine as `read/rows.ts` checks files: faulty ones are left out, counted and said, and where
 * they are many, or none may be left out, the run is refused. A lake has no rows by number, so a fault is told by its column
 * and an example.
 */
import { DetectError } from '../../errors.ts'
import type { Engine } from '../../spark/engine.ts'
import { named, NOTHING, sql, type Sql } from '../../spark/sql.ts'
import { CODES, mayLeaveOut, toLeftOut, type LeftOut } from '../read/left-out.ts'
import {
  namelessWords,
  resolutionWords,
  wordsOf,
  damagedWords,
  ROLES_OF,
  zerosWords,
} from '../read/row-words.ts'
import { askRow, askRows } from './ask.ts'
import type { LakeColumns } from './columns.ts'
import { askFacts, askMark, reason, ROWS, type LakeFacts } from './facts.ts'

export type LakeRows = {
  /** Rows that count. */
  readonly count: number
  readonly from: number
  readonly to: number
  readonly epoch: number
  readonly tick: number
  /** Distinct accounts of them. */
  readonly accounts: number
  readonly withContent: boolean
  /** Some stood twice, so that the rows must be made distinct. */
  readonly repeated: boolean
  readonly leftOut: readonly LeftOut[]
  readonly warnings: readonly string[]
  /** Throws UNREADABLE where the lake has changed since. */
  verifyUnchanged(): Promise<void>
}

/** View of the rows that count: object, h (a hash that is each account's own), t (ticks), account, perhaps content. */
export const COUNTED = named('tocsin_counted')

/** View of the same rows once each: object, h, t, perhaps content, and m, how many stand for it. */
export const ACTS = named('tocsin_acts')

/** Checks the rows and makes the views `COUNTED` and `ACTS`. Throws EMPTY, NULL_VALUE, BAD_TIME, DAMAGED_ID, DUPLICATE_CONTENT … */
export async function checkRows(
  engine: Engine,
  { mapping, roles }: LakeColumns,
  { strict }: { readonly strict: boolean },
): Promise<LakeRows> {
  const facts = await askFacts(engine, roles)
  if (facts.count === 0) throw new DetectError('EMPTY', 'there are column names and no row')
  for (const [role, id] of facts.damaged)
    throw new DetectError('DAMAGED_ID', damagedWords(id), { column: mapping[role] })
  const leftOut = faultyRows(facts, mapping, strict)
  const withContent = roles.includes('content')
  const repeated = withContent ? await countRepeated(engine, facts, mapping.content, strict) : 0
  if (repeated > 0) leftOut.push(toLeftOut('repeated', repeated, facts.count))
  const left = leftOut.reduce((sum, { rows }) => sum + rows, 0)
  if (left === facts.count)
    throw new DetectError(
      'EMPTY',
      `no row is left: ${leftOut.map(({ words }) => words).join('; ')}`,
    )
  const { from, to } = facts
  const epoch = Math.floor(from / 1e6)
  const tick = facts.whole && to / 1e6 - epoch < 2 ** 31 ? 1 : 1e-6
  const ticks = tick === 1 ? sql`(micros div 1000000) - ${epoch}` : sql`micros - ${epoch * 1e6}`
  const { accounts, seed } = await findSeed(engine, facts)
  const content = withContent ? sql`, content` : NOTHING
  await engine.define('tocsin_counted', {
    sql: {
      query:
        sql`select object, account, xxhash64(${seed}, account) as h, cast(${ticks} as bigint) as t ${content}
        from ${ROWS} where ${reason(facts)} is null`.text,
    },
  })
  await engine.define('tocsin_acts', { sql: { query: actsSql(withContent, sql`${COUNTED}`).text } })
  const mark = facts.mark
  return {
    count: facts.count - left,
    from,
    to,
    epoch,
    tick,
    accounts,
    withContent,
    repeated: repeated > 0,
    leftOut,
    warnings: [
      ...(await zeroWarnings(engine, facts, mapping)),
      ...nameless(facts),
      ...resolutionWords(facts),
    ],
    verifyUnchanged: async () => {
      if ((await askMark(engine, roles)) !== mark)
        throw new DetectError(
          'UNREADABLE',
          'the lake changed while it was read; read a version that rests',
        )
    },
  }
}

/** Of rows of `from` those alike as one that counts so many times; with a post id a second one is a repetition. */
export function actsSql(withContent: boolean, from: Sql): Sql {
  const content = withContent ? sql`, content` : NOTHING
  const times = withContent
    ? sql`case when content is null then count(*) else 1 end`
    : sql`count(*)`
  return sql`select object, h, t ${content}, ${times} as m from ${from} group by object, h, t ${content}`
}

function faultyRows(facts: LakeFacts, mapping: LakeColumns['mapping'], strict: boolean): LeftOut[] {
  return [...facts.faulty].map(([why, rows]) => {
    const example = facts.examples.get(why) ?? ''
    if (strict || !mayLeaveOut(why, rows, facts.count))
      throw new DetectError(CODES[why], wordsOf(why, example, facts), {
        column: mapping[ROLES_OF[why]],
      })
    return toLeftOut(why, rows, facts.count, why.endsWith('time') ? example : '')
  })
}

/** Rows that stand twice alike; throws DUPLICATE_CONTENT where those of one post id differ, or where none may. */
async function countRepeated(
  engine: Engine,
  facts: LakeFacts,
  column: string | undefined,
  strict: boolean,
): Promise<number> {
  const row = await askRow(
    engine,
    'looking for rows that stand twice',
    sql`select coalesce(sum(n - things), 0) as repeated, min(case when n > things then content end) as twice,
        min(case when a <> b or t0 <> t1 then content end) as torn from (
      select content, sum(n) as n, count(*) as things, min(a) as a, max(b) as b, min(t0) as t0, max(t1) as t1 from (
        select content, object, count(*) as n, min(account) as a, max(account) as b, min(micros) as t0, max(micros) as t1
          from ${ROWS} where ${reason(facts)} is null and content is not null group by content, object)
      group by content)`,
  )
  const refuse = (content: unknown, words: string) =>
    new DetectError('DUPLICATE_CONTENT', `post "${String(content).slice(0, 60)}" ${words}`, {
      column,
    })
  if (row['torn'] !== null) throw refuse(row['torn'], 'stands twice, with another account or time')
  if (row['twice'] !== null && strict) throw refuse(row['twice'], 'stands twice')
  return Number(row['repeated'])
}

/** Seeds that are tried until no two accounts have the same hash; two of ten million share one in one of 370,000 lakes. */
const SEEDS = [0, 1, 2, 3]

async function findSeed(engine: Engine, facts: LakeFacts) {
  for (const seed of SEEDS) {
    const row = await askRow(
      engine,
      'numbering the accounts',
      sql`select count(*) as accounts, count(distinct h) as hashes from (
        select account, xxhash64(${seed}, account) as h from ${ROWS} where ${reason(facts)} is null group by account)`,
    )
    if (row['accounts'] === row['hashes']) return { accounts: Number(row['accounts']), seed }
  }
  throw new DetectError('TOO_MANY', 'the accounts are too many to be told apart by 64 bits')
}

async function zeroWarnings(
  engine: Engine,
  facts: LakeFacts,
  mapping: LakeColumns['mapping'],
): Promise<string[]> {
  const warnings: string[] = []
  for (const [role, zeros] of facts.zeros) {
    if (role === 'object') continue
    const id: Sql = named(role)
    const [row] = await askRows(
      engine,
      'looking at ids that end in zeros',
      sql`select count(distinct ${id}) as ids from ${ROWS} where length(${id}) >= 15`,
    )
    if (zeros * Number(row!['ids']) >= 10) warnings.push(zerosWords(mapping[role], zeros))
  }
  return warnings
}

function nameless(facts: LakeFacts): string[] {
  return namelessWords(facts.count - (facts.filled.content ?? facts.count))
}
