import type { Matching, MatchingPage, MatchMessage, MatchRound } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, readKey, refuseAfter, toPage, UUID, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { toMatching, toMessage, toRefusal, toRound } from './shape.ts'
import { selectMatchings, selectUses } from './store.ts'

const SHOWN = 100

/** Matchings of the viewer's member, newest first; `next` is passed back as `after`. */
export async function listMatchings(
  ctx: Context,
  viewer: Viewer,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: Matching[]; next?: string }> {
  const [last] = readKey(after, UUID) ?? []
  return read(ctx, viewer, async (tx) => {
    const before = last === undefined ? undefined : await placeOf(tx, last)
    const rows = await selectMatchings(tx)
      .$if(before !== undefined, (query) => query.where('x.position', '<', before!))
      .orderBy('x.position', 'desc')
      .limit(limit + 1)
      .execute()
    const uses = await selectUses(
      tx,
      rows.map(({ id }) => id),
    )
    const shape = (row: (typeof rows)[number]) =>
      toMatching(row, viewer.memberId, uses, ctx.clock.now())
    return toPage(rows, limit, { key: (row) => [row.id], shape })
  })
}

/** Where the list goes on, by what stands there: a number would count the matchings of others. */
async function placeOf(tx: Tx, id: string): Promise<number> {
  const row = await tx
    .selectFrom('matchings')
    .select('position')
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? row.position : refuseAfter()
}

/** One matching, with its newest rounds, its tables and what rules refused in it. Throws `not-found`. */
export async function readMatching(
  ctx: Context,
  viewer: Viewer,
  id: string,
): Promise<MatchingPage> {
  return read(ctx, viewer, async (tx) => {
    const row = await selectMatchings(tx).where('x.id', '=', id).executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'no such matching')
    const rounds = await tx
      .selectFrom('matching_rounds')
      .selectAll()
      .where('matching_id', '=', id)
      .orderBy('position', 'desc')
      .limit(SHOWN)
      .execute()
    const refusals = await tx
      .selectFrom('matching_refusals')
      .selectAll()
      .where('matching_id', '=', id)
      .orderBy('position', 'desc')
      .limit(SHOWN)
      .execute()
    const messages = await selectMessages(tx, id)
    const uses = await selectUses(tx, [id])
    return {
      matching: toMatching(row, viewer.memberId, uses, ctx.clock.now()),
      rounds: rounds.map((one) => toRound(one, messages, row)),
      roundsLeftOut: (await countOf(tx, 'matching_rounds', id)) - rounds.length,
      tables: messages.filter(({ step }) => step === 'table').map(toMessage),
      refusals: refusals.map(toRefusal),
      refusalsLeftOut: (await countOf(tx, 'matching_refusals', id)) - refusals.length,
    }
  })
}

/** A round as its sides see it. Throws `not-found`. */
export async function readRound(ctx: Context, viewer: Viewer, id: string): Promise<MatchRound> {
  return read(ctx, viewer, async (tx) => {
    const round = await tx
      .selectFrom('matching_rounds')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    if (!round) throw new ExchangeError('not-found', 'no such round')
    const row = await selectMatchings(tx)
      .where('x.id', '=', round.matching_id)
      .executeTakeFirstOrThrow()
    return toRound(round, await selectMessages(tx, round.matching_id), row)
  })
}

/** A message as its sides see it. Throws `not-found`. */
export async function readMessage(ctx: Context, viewer: Viewer, id: string): Promise<MatchMessage> {
  const row = await read(ctx, viewer, (tx) =>
    tx.selectFrom('matching_messages').selectAll().where('id', '=', id).executeTakeFirst(),
  )
  if (!row) throw new ExchangeError('not-found', 'no such message')
  return toMessage(row)
}

function selectMessages(tx: Tx, matchingId: string) {
  return tx
    .selectFrom('matching_messages')
    .selectAll()
    .where('matching_id', '=', matchingId)
    .orderBy('position', 'desc')
    .limit(SHOWN * 4)
    .execute()
}

async function countOf(
  tx: Tx,
  table: 'matching_rounds' | 'matching_refusals',
  matchingId: string,
): Promise<number> {
  const row = await tx
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('matching_id', '=', matchingId)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}
