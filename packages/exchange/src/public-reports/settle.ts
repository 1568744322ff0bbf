import type { FollowedReport } from '@tocsin/api'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { refuseHeld } from '../log/held.ts'
import { admitWords } from '../told-first/words.ts'
import { recordPublicHops } from './hops.ts'
import { findOwn, followReport } from './take.ts'

/** The words as they were written, but for addresses of homes; that a person opened them is on record. Throws `not-found`, `conflict`. */
export async function openReport(
  ctx: Context,
  by: PersonViewer,
  id: string,
): Promise<{ where: string | null; what: string | null }> {
  return ctx.database.db.transaction().execute(async (tx) => {
    const row = await lock(tx, by, id)
    await recordPublicHops(tx, [{ ...toHop(ctx, by, row), kind: 'opened' }])
    return { where: row.seen_where, what: row.what }
  })
}

/** Answers it; whoever made it reads the words by its number and code. Throws `not-found`, `conflict`, `refused-by-policy`. */
export async function answerReport(
  ctx: Context,
  by: PersonViewer,
  id: string,
  { words, more = false }: { words: string; more?: boolean | undefined },
): Promise<void> {
  const subject = `public-report:${id}`
  await admitWords(ctx, by, { act: 'report.answer', subject, words: [words] })
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lock(tx, by, id)
    if (!more && row.state === 'answered')
      throw new ExchangeError(
        'conflict',
        'this report is answered already; look at that answer first',
      )
    await tx.updateTable('public_reports').set({ state: 'answered' }).where('id', '=', id).execute()
    await recordPublicHops(tx, [{ ...toHop(ctx, by, row), kind: 'answered', words }])
  })
}

const GONE = { what: null, seen_where: null, masked_what: null, masked_where: null, masked: 0 }

/** Erases its words for good, and says why. Throws `not-found`, `conflict` where they are gone. */
export async function eraseReport(
  ctx: Context,
  by: PersonViewer,
  id: string,
  reason: string,
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lock(tx, by, id)
    await verifyNotHeld(tx, id)
    const gone = { ...GONE, state: 'erased' as const }
    await tx.updateTable('public_reports').set(gone).where('id', '=', id).execute()
    await recordPublicHops(tx, [{ ...toHop(ctx, by, row), kind: 'erased', words: reason }])
  })
}

/** Whoever made it takes it back: its words are erased, and nobody has to answer it. Again, it stays withdrawn. */
export async function withdrawReport(
  ctx: Context,
  own: { reference: string; code: string },
): Promise<FollowedReport> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const id = await findOwn(tx, own)
    const row = await tx
      .selectFrom('public_reports')
      .select(['id', 'reference', 'to_member', 'state'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (row.state === 'withdrawn' || row.state === 'erased') return
    await verifyNotHeld(tx, id)
    const gone = { ...GONE, state: 'withdrawn' as const }
    await tx.updateTable('public_reports').set(gone).where('id', '=', id).execute()
    const hop = { reportId: id, reference: row.reference, toMember: row.to_member }
    await recordPublicHops(tx, [{ ...hop, kind: 'withdrawn', at: ctx.clock.now(), by: 'public' }])
  })
  return followReport(ctx, own)
}

/** While a legal hold on it stands, nobody erases its words; none is placed until this is over. */
async function verifyNotHeld(tx: Tx, id: string): Promise<void> {
  await takeCommitOrder(tx)
  await refuseHeld(tx, [`public-report:${id}`])
}

async function lock(tx: Tx, by: PersonViewer, id: string) {
  const row = await tx
    .selectFrom('public_reports')
    .select(['id', 'reference', 'to_member', 'state', 'seen_where', 'what'])
    .where('id', '=', id)
    .where('to_member', '=', by.memberId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'no such report')
  if (row.what === null)
    throw new ExchangeError(
      'conflict',
      'the words of this report are gone: it was taken back or erased',
    )
  return row
}

function toHop(
  ctx: Context,
  by: PersonViewer,
  row: { id: string; reference: string; to_member: string },
) {
  const { id: reportId, reference, to_member: toMember } = row
  return { reportId, reference, toMember, at: ctx.clock.now(), by: toActor(by) }
}

const BATCH = 100

/** Reports whose time is over without an answer are late, once each: to whoever made them, to who must answer and to operators. */
export async function escalatePublicReports(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('public_reports')
      .select(['id', 'reference', 'to_member'])
      .where('state', '=', 'waiting')
      .where('answer_by', '<=', at)
      .orderBy('answer_by')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute()
    if (due.length === 0) return false
    const ids = due.map(({ id }) => id)
    await tx
      .updateTable('public_reports')
      .set({ state: 'escalated' })
      .where('id', 'in', ids)
      .execute()
    await recordPublicHops(
      tx,
      due.map(({ id, reference, to_member: toMember }) => ({
        reportId: id,
        reference,
        toMember,
        kind: 'escalated' as const,
        at,
        by: 'clock' as const,
      })),
    )
    return due.length === BATCH
  })
}
