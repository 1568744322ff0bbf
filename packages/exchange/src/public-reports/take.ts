import type { BodyOf, FollowedReport, getPublicForm, makePublicReport, ReplyOf } from '@tocsin/api'
import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { strike } from '../intake/evidence.ts'
import { newReference } from '../intake/rules.ts'
import { recordPublicHops } from './hops.ts'
import { answerBy, isWorkFor, maskPeople, WORK_BITS } from './rules.ts'
import { toFollowed } from './shape.ts'
import { selectPublicReports, selectReceiver } from './store.ts'
import { afterAct } from '../http/after-act.ts'

const BINDING = 'work of a public report'
/** A challenge is good for so long: somebody writes slowly, and nobody works ahead for days. */
const GOOD_MS = 2 * 3_600_000
/** Reports that one member is brought in 24 hours, unless the operator says so. */
const PER_DAY = 500

type Sent = BodyOf<typeof makePublicReport>

/** Whether anybody may report here, and to whom. Throws `not-found` where it is turned off or nobody could answer. */
export async function readForm(ctx: Context): Promise<ReplyOf<typeof getPublicForm>> {
  const to = await receiver(ctx)
  const text = JSON.stringify([ctx.wall.now().getTime(), randomBytes(9).toString('base64url')])
  const challenge = ctx.cursors.seal(text, BINDING)
  return { to, exercise: ctx.config.exercise, challenge, bits: WORK_BITS }
}

/** Whom reports of the public go to; nobody where they are turned off or no hub could answer. */
export async function findReceiver(ctx: Context) {
  return ctx.config.publicReports ? selectReceiver(ctx.database.db, ctx.clock.now()) : undefined
}

async function receiver(ctx: Context) {
  const to = await findReceiver(ctx)
  if (!to)
    throw new ExchangeError(
      'not-found',
      'this exchange takes no reports of the public now; call your election office',
    )
  return to
}

/**
 * Keeps a report of anybody, whole or not at all: without addresses of homes, and masked for whoever reads it first. Throws
 * `not-found`, `bad-request` for work that is none, `conflict`, and `too-many-requests` where the day is full.
 */
export async function takePublicReport(ctx: Context, sent: Sent): Promise<FollowedReport> {
  const to = await receiver(ctx)
  verifyWork(ctx, sent)
  const row = toRow(ctx, to.id, sent)
  const { db } = ctx.database
  await db.transaction().execute((tx) => write(ctx, tx, row))
  const made = await db
    .selectFrom('public_reports')
    .select(['id', 'code_hash', 'kind', 'seen_where', 'what'])
    .where('proof_hash', '=', row.proof_hash)
    .executeTakeFirstOrThrow()
  const isSame =
    made.kind === row.kind && made.seen_where === row.seen_where && made.what === row.what
  if (!isSame || !isEqual(made.code_hash, row.code_hash))
    throw new ExchangeError(
      'conflict',
      'a report was made with this work before, and it says something else; it stands as it was made',
      { path: '/body/challenge' },
    )
  return afterAct(() => read(db, made.id))
}

function verifyWork(ctx: Context, { challenge, answer }: Sent): void {
  const path = { path: '/body/challenge' }
  const opened = ctx.cursors.open(challenge, BINDING)
  if (opened === null || !isWorkFor(challenge, answer))
    throw new ExchangeError('bad-request', 'this is not the work that a report needs', path)
  const [at] = JSON.parse(opened) as [number]
  if (ctx.wall.now().getTime() - at > GOOD_MS)
    throw new ExchangeError('bad-request', 'the form was open for too long; send it again', path)
}

function toRow(ctx: Context, to: string, { challenge, code, kind, where, what }: Sent) {
  const at = ctx.clock.now()
  const [place, words] = [strike(where), strike(what)]
  const [maskedPlace, maskedWords] = [maskPeople(place.text), maskPeople(words.text)]
  return {
    id: randomUUID(),
    reference: newReference(),
    code_hash: hashOf(code),
    proof_hash: hashOf(challenge),
    to_member: to,
    kind,
    seen_where: place.text,
    what: words.text,
    masked_where: maskedPlace.text,
    masked_what: maskedWords.text,
    masked: maskedPlace.masked + maskedWords.masked,
    struck: place.struck + words.struck,
    received_at: at,
    answer_by: answerBy(kind, at),
    state: 'waiting' as const,
    // Known once the entry of the log is made, at the end of the transaction.
    log_index: 0,
  }
}

async function write(ctx: Context, tx: Tx, row: ReturnType<typeof toRow>): Promise<void> {
  const made = await tx
    .insertInto('public_reports')
    .values(row)
    .onConflict((conflict) => conflict.column('proof_hash').doNothing())
    .executeTakeFirst()
  if (Number(made.numInsertedOrUpdatedRows ?? 0) === 0) return
  await verifyRoom(ctx, tx, row)
  const [logIndex] = await recordPublicHops(tx, [
    {
      reportId: row.id,
      reference: row.reference,
      toMember: row.to_member,
      kind: 'received',
      at: row.received_at,
      by: 'public',
      stated: { type: row.kind },
    },
  ])
  await tx
    .updateTable('public_reports')
    .set({ log_index: logIndex! })
    .where('id', '=', row.id)
    .execute()
}

/** However many addresses a flood comes from, a day holds so many; the reporter is told to call instead. */
async function verifyRoom(
  ctx: Context,
  tx: Tx,
  { to_member: to, received_at: at }: ReturnType<typeof toRow>,
): Promise<void> {
  const perDay = ctx.config.publicReports?.perDay ?? PER_DAY
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from public_reports where to_member = ${to}::uuid
      and received_at > ${new Date(at.getTime() - 86_400_000)}`.execute(tx)
  if (rows[0]!.n > perDay)
    throw new ExchangeError(
      'too-many-requests',
      `as many reports as a day holds (${perDay}) have come; call your election office`,
      { retryAfter: 3600 },
    )
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

async function read(db: Db, id: string): Promise<FollowedReport> {
  return toFollowed((await selectPublicReports(db, { id }))[0]!)
}

/** A report by its number and code. Throws `not-found`, the same for a wrong number and a wrong code. */
export async function followReport(
  ctx: Context,
  own: { reference: string; code: string },
): Promise<FollowedReport> {
  return read(ctx.database.db, await findOwn(ctx.database.db, own))
}

export async function findOwn(
  db: Db | Tx,
  { reference, code }: { reference: string; code: string },
): Promise<string> {
  const row = await db
    .selectFrom('public_reports')
    .select(['id', 'code_hash'])
    .where('reference', '=', reference)
    .executeTakeFirst()
  if (!row || !isEqual(row.code_hash, hashOf(code)))
    throw new ExchangeError('not-found', 'no report has this number and this code')
  return row.id
}
