import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { type Actor, type Doer, toActor } from '../log/actor.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import type { Job } from '../jobs/loop.ts'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'
import { codeOfFault } from './rules.ts'
import {
  dropMessages,
  findKept,
  findPair,
  lockRound,
  type MatchingRow,
  recordMatching,
  type RoundRow,
} from './store.ts'

const BATCH = 100

/**
 * Ends a round whose answer was read: by the side that asks, or where both learn by the holder once the hits were sent. Throws
 * `not-found` and `conflict`.
 */
export async function finishRound(ctx: Context, by: Actor, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const { matching, round } = await lockRound(tx, by.memberId, id)
    const forBoth = matching.terms.learns === 'both'
    if (matching[forBoth ? 'holder' : 'asker'] !== by.memberId)
      throw new ExchangeError('conflict', 'the side that reads last ends a round')
    if (round.state !== 'answered' || (forBoth && !(await hasHits(tx, id))))
      throw new ExchangeError('conflict', 'this round has not come to its end')
    const at = ctx.clock.now()
    await end(tx, {
      at,
      by: toActor(by),
      matching,
      round,
      state: 'done',
      statement: 'A round of a private matching was answered and read',
    })
  })
}

async function hasHits(tx: Tx, roundId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('matching_messages')
    .select('id')
    .where('round_id', '=', roundId)
    .where('step', '=', 'hits')
    .where('state', '=', 'sent')
    .executeTakeFirst()
  return row !== undefined
}

/** Refuses a round as one of its sides, with the fault that its own command found; both see it. Throws `not-found` and `conflict`. */
export async function refuseRound(
  ctx: Context,
  by: Actor,
  id: string,
  fault: string,
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const { matching, round } = await lockRound(tx, by.memberId, id)
    if (round.due_at === null) throw new ExchangeError('conflict', 'this round has ended')
    const at = ctx.clock.now()
    const said = await withoutWords(tx, by, round, fault, at)
    const statement = 'A side refused a round of a private matching'
    await end(tx, {
      at,
      by: toActor(by),
      matching,
      round,
      state: 'refused',
      statement,
      fault: said,
      refusedBy: by.memberId,
    })
  })
}

/** Of what a body of government finds wrong a platform or campaign reads the kind: words of its own pass the gate as a message. */
async function withoutWords(
  tx: Tx,
  by: Actor,
  { asker, holder }: RoundRow,
  fault: string,
  at: Date,
): Promise<string> {
  const pair = await findPair(tx, asker, holder, at)
  const [own, other] = by.memberId === asker ? [pair.asker, pair.holder] : [pair.holder, pair.asker]
  if (!isGovernment(own!.kind) || !isBehindGate(other!.kind)) return fault
  const code = codeOfFault(fault)
  if (code === undefined)
    throw new ExchangeError('bad-request', 'this is no fault that a command finds', {
      path: '/body/fault',
    })
  return code
}

type End = {
  at: Date
  by: Doer
  matching: Pick<MatchingRow, 'id' | 'asker' | 'holder'>
  round: RoundRow
  state: 'done' | 'refused' | 'abandoned'
  statement: string
  fault?: string
  refusedBy?: string
}

async function end(
  tx: Tx,
  { at, by, matching, round, state, statement, fault, refusedBy }: End,
): Promise<void> {
  await tx
    .updateTable('matching_rounds')
    .set({ state, due_at: null, ended_at: at, fault: fault ?? null, refused_by: refusedBy ?? null })
    .where('id', '=', round.id)
    .execute()
  await dropMessages(tx, await findKept(tx, { roundId: round.id }))
  const { id, epoch, kind } = round
  const details = { round: id, epoch, kind, state, ...(fault === undefined ? {} : { fault }) }
  const act = state === 'refused' ? 'matching.refused' : 'matching.ended'
  await recordMatching(tx, { kind: act, at, by, matching, statement, details })
}

/** Background work: rounds that nobody goes on with, matchings past their day, and tables of epochs that are over. */
export function matchingJob(ctx: Context, deadlines: Deadlines): Job {
  return {
    name: 'end private matchings',
    everyMs: 5000,
    run: () => deadlines.hold(() => endDue(ctx)),
  }
}

/** Ends what is due; tells whether more is. */
export async function endDue(ctx: Context): Promise<boolean> {
  const now = ctx.clock.now()
  const { db } = ctx.database
  const rounds = await db
    .selectFrom('matching_rounds')
    .select('id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(BATCH)
    .execute()
  for (const { id } of rounds) await db.transaction().execute((tx) => abandon(tx, id, now))
  const matchings = await db
    .selectFrom('matchings')
    .selectAll()
    .where('state', 'in', ['proposed', 'in-force'])
    .where('until', '<=', now)
    .limit(BATCH)
    .execute()
  for (const row of matchings) await db.transaction().execute((tx) => lapse(tx, row.id, now))
  await dropOldTables(ctx, now)
  return rounds.length === BATCH || matchings.length === BATCH
}

async function abandon(tx: Tx, id: string, at: Date): Promise<void> {
  const found = await tx
    .selectFrom('matching_rounds')
    .select(['asker'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { matching, round } = await lockRound(tx, found.asker, id)
  // A side came first.
  if (round.due_at === null || round.due_at > at) return
  const statement = 'Nobody went on with a round of a private matching in time'
  await end(tx, { at, by: 'clock', matching, round, state: 'abandoned', statement })
}

async function lapse(tx: Tx, id: string, at: Date): Promise<void> {
  const row = await tx
    .selectFrom('matchings')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  if (row.state !== 'proposed' && row.state !== 'in-force') return
  await tx
    .updateTable('matchings')
    .set({ state: 'ended', settled_at: at })
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('matching_rounds')
    .set({ state: 'abandoned', due_at: null, ended_at: at })
    .where('matching_id', '=', id)
    .where('due_at', 'is not', null)
    .execute()
  await dropMessages(tx, await findKept(tx, { matchingId: id }))
  const statement = 'A private matching ended by its day'
  await recordMatching(tx, {
    kind: 'matching.settled',
    at,
    by: 'clock',
    matching: row,
    statement,
    details: { state: 'ended' },
  })
}

async function dropOldTables(ctx: Context, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select t.id from matching_messages t join matchings x on x.id = t.matching_id
    where t.step = 'table' and t.state <> 'gone'
      and x.accepted_at + (t.epoch + 1) * (x.terms ->> 'epochDays')::int * interval '24 hours' <= ${now.toISOString()}::timestamptz
    limit ${sql.lit(BATCH)}`.execute(ctx.database.db)
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await ctx.database.db.transaction().execute((tx) => dropMessages(tx, ids))
}
