import { MATCH_PART, type MatchKind } from '@tocsin/api'
import { createHash, randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { type Actor, toActor } from '../log/actor.ts'
import type { Decision } from '../policy/decide.ts'
import { refuseOutside } from './agree.ts'
import { judge, refuseAsking, WAIT_MS } from './ask.ts'
import { bitsLeft, type Step } from './rules.ts'
import { type Begun, refuseSize, refuseTurn, TURNS } from './turns.ts'
import {
  lockMatching,
  lockRound,
  type MatchingRow,
  type MessageRow,
  recordMatching,
  type RoundRow,
} from './store.ts'

/**
 * Begins a message: a table of the epoch that runs, or the next step of a round. One of the same step that was begun and not finished
 * gives way. Gives its id. Throws `not-found`, `conflict` out of turn, `bad-request` for another size than agreed, and
 * `refused-by-policy`, which both sides see, for a question that was sent before.
 */
export async function beginMessage(
  ctx: Context,
  by: Actor,
  matchingId: string,
  begun: Begun,
): Promise<string> {
  return refuseOutside(
    await ctx.database.db.transaction().execute((tx) => beginIn(tx, ctx, by, matchingId, begun)),
  )
}

async function beginIn(
  tx: Tx,
  ctx: Context,
  by: Actor,
  matchingId: string,
  begun: Begun,
): Promise<string | Decision> {
  const matching = await lockMatching(tx, by.memberId, matchingId)
  const round = await roundOf(tx, by, matching, begun)
  refuseTurn(matching, round, by, begun, ctx.clock.now())
  refuseSize(matching, begun)
  if (begun.step === 'request' && (await wasSent(tx, matchingId, begun.digest))) {
    const question = { kind: begun.kind, epoch: begun.epoch, size: begun.count }
    const { decision } = await judge(tx, ctx, matching, question, { isReplay: true })
    return refuseAsking(tx, ctx, by, matching, decision, question)
  }
  await makeRoom(tx, matchingId, round?.id, begun)
  const id = randomUUID()
  const { round: _, publicKey, ...facts } = begun
  await tx
    .insertInto('matching_messages')
    .values({
      id,
      matching_id: matchingId,
      round_id: round?.id ?? null,
      asker: matching.asker,
      holder: matching.holder,
      ...facts,
      public_key: publicKey ?? null,
      state: 'coming',
    })
    .execute()
  return id
}

async function roundOf(
  tx: Tx,
  by: Actor,
  matching: MatchingRow,
  { step, round }: Begun,
): Promise<RoundRow | undefined> {
  if ((step === 'table') !== (round === undefined))
    throw new ExchangeError('bad-request', 'a table is of no round, all else of one', {
      path: '/body/round',
    })
  if (round === undefined) return undefined
  const found = await lockRound(tx, by.memberId, round)
  if (found.matching.id !== matching.id) throw new ExchangeError('not-found', 'no such round')
  return found.round
}

async function wasSent(tx: Tx, matchingId: string, digest: string): Promise<boolean> {
  const row = await tx
    .selectFrom('matching_messages')
    .select('id')
    .where('matching_id', '=', matchingId)
    .where('digest', '=', digest)
    .where('step', '=', 'request')
    .where((eb) => eb.or([eb('state', '=', 'sent'), eb('state', '=', 'gone')]))
    .executeTakeFirst()
  return row !== undefined
}

/** What was begun before and not finished gives way; what was sent stays. */
async function makeRoom(
  tx: Tx,
  matchingId: string,
  roundId: string | undefined,
  begun: Begun,
): Promise<void> {
  const rows = await tx
    .selectFrom('matching_messages')
    .select(['id', 'state'])
    .where('matching_id', '=', matchingId)
    .where('step', '=', begun.step)
    .where('epoch', '=', begun.epoch)
    .where('kind', '=', begun.kind)
    .where('round_id', roundId === undefined ? 'is' : '=', roundId ?? null)
    .execute()
  if (rows.some(({ state }) => state === 'sent'))
    throw new ExchangeError('conflict', 'this was sent before')
  const coming = rows.filter(({ state }) => state === 'coming').map(({ id }) => id)
  if (coming.length === 0) return
  await tx.deleteFrom('matching_parts').where('message_id', 'in', coming).execute()
  await tx.deleteFrom('matching_messages').where('id', 'in', coming).execute()
}

/** Takes a part of a message that comes. Throws `not-found`, `conflict` where it comes no more, and `bad-request` for another length. */
export async function takePart(
  ctx: Context,
  by: Actor,
  id: string,
  seq: number,
  content: Uint8Array,
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const { message } = await lockMessage(tx, by, id)
    if (message.state !== 'coming')
      throw new ExchangeError('conflict', 'this message comes no more')
    const length = Math.min(MATCH_PART, message.bytes - seq * MATCH_PART)
    if (length <= 0 || content.length !== length)
      throw new ExchangeError(
        'bad-request',
        `part ${seq} of this message has ${Math.max(0, length)} bytes`,
      )
    await tx
      .insertInto('matching_parts')
      .values({ message_id: id, seq, content })
      .onConflict((conflict) => conflict.columns(['message_id', 'seq']).doUpdateSet({ content }))
      .execute()
  })
}

/** A message that this member sends, and its matching, locked. Throws `not-found`. */
async function lockMessage(
  tx: Tx,
  by: Actor,
  id: string,
): Promise<{ matching: MatchingRow; message: MessageRow }> {
  const found = await tx
    .selectFrom('matching_messages')
    .select(['matching_id', 'asker', 'holder', 'step'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found || found[TURNS[found.step as Step].side] !== by.memberId)
    throw new ExchangeError('not-found', 'no such message')
  const matching = await lockMatching(tx, by.memberId, found.matching_id)
  const message = await tx
    .selectFrom('matching_messages')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  // One that was begun after it took its place.
  if (!message) throw new ExchangeError('not-found', 'no such message')
  return { matching, message }
}

/** Ends a message whose parts are all there: the round goes on. Throws `not-found`, `conflict`, and `bad-request` for other bytes. */
export async function finishMessage(ctx: Context, by: Actor, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const { matching, message } = await lockMessage(tx, by, id)
    if (message.state !== 'coming')
      throw new ExchangeError('conflict', 'this message was sent before')
    await verifyBytes(tx, message)
    await tx.updateTable('matching_messages').set({ state: 'sent' }).where('id', '=', id).execute()
    const at = ctx.clock.now()
    if (message.round_id !== null && message.step !== 'hits')
      await tx
        .updateTable('matching_rounds')
        .set({
          state: message.step === 'request' ? 'asked' : 'answered',
          due_at: new Date(at.getTime() + WAIT_MS),
        })
        .where('id', '=', message.round_id)
        .execute()
    await recordSent(tx, { at, by, matching, message })
  })
}

async function verifyBytes(tx: Tx, { id, bytes, digest }: MessageRow): Promise<void> {
  const hash = createHash('sha256')
  const parts = Math.ceil(bytes / MATCH_PART)
  for (let seq = 0; seq < parts; seq++) {
    const part = await tx
      .selectFrom('matching_parts')
      .select('content')
      .where('message_id', '=', id)
      .where('seq', '=', seq)
      .executeTakeFirst()
    if (!part) throw new ExchangeError('bad-request', `part ${seq} of ${parts} is missing`)
    hash.update(part.content)
  }
  if (hash.digest('hex') !== digest)
    throw new ExchangeError('bad-request', 'these bytes have another digest than was named')
}

const SAID: Record<Step, string> = {
  table: 'Sent the table of an epoch',
  request: 'Asked a round of a private matching',
  reply: 'Answered a round of a private matching',
  hits: 'Sent the hits of a round, sealed to the holder',
}

/** The receipt of a use: how much was asked, what was left before and after, and the digest of the bytes. */
async function recordSent(
  tx: Tx,
  {
    at,
    by,
    matching,
    message,
  }: { at: Date; by: Actor; matching: MatchingRow; message: MessageRow },
): Promise<void> {
  const { step, round_id, epoch, kind, count, bytes, digest, signature } = message
  const round = round_id
    ? await tx
        .selectFrom('matching_rounds')
        .select(['asked_before', 'size'])
        .where('id', '=', round_id)
        .executeTakeFirstOrThrow()
    : undefined
  const before = Number(round?.asked_before ?? 0)
  const budget = round
    ? {
        askedBefore: before,
        askedAfter: before + round.size,
        bitsBefore: bitsLeft(kind as MatchKind, before),
        bitsAfter: bitsLeft(kind as MatchKind, before + round.size),
      }
    : {}
  await recordMatching(tx, {
    kind: 'matching.asked',
    at,
    by: toActor(by),
    matching,
    statement: SAID[step as Step],
    details: { step, round: round_id, epoch, kind, count, bytes, digest, signature, ...budget },
  })
}

/**
 * A part of a message, for the side that it was sent to. Throws `not-found` for whoever else, and `expired` where its bytes are gone.
 */
export async function readPart(
  ctx: Context,
  by: Actor,
  id: string,
  seq: number,
): Promise<Uint8Array> {
  return ctx.database.db.transaction().execute(async (tx) => {
    const message = await tx
      .selectFrom('matching_messages')
      .select(['asker', 'holder', 'step', 'state'])
      .where('id', '=', id)
      .executeTakeFirst()
    const to =
      message && (TURNS[message.step as Step].side === 'asker' ? message.holder : message.asker)
    if (!message || to !== by.memberId || message.state === 'coming')
      throw new ExchangeError('not-found', 'no such message')
    if (message.state === 'gone')
      throw new ExchangeError('expired', 'the bytes of this message were deleted')
    const part = await tx
      .selectFrom('matching_parts')
      .select('content')
      .where('message_id', '=', id)
      .where('seq', '=', seq)
      .executeTakeFirst()
    if (!part) throw new ExchangeError('not-found', 'no such part')
    return part.content
  })
}
