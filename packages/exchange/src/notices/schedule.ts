/** Notices that wait for an instant, at which they are judged and computed again; until then they can be stopped. */
import type { BodyOf, ScheduledNotice, scheduleNotice as scheduleRoute } from '@tocsin/api'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { lockMember } from '../members/store.ts'
import { loadChains } from './chain.ts'
import { findMainText } from './languages.ts'
import { recordWaiting } from '../unsent/due.ts'
import { digestOfChains, readScheduled, SCHEDULED } from './schedule-store.ts'
import { admitNotice } from './verdict.ts'
import { afterAct } from '../http/after-act.ts'

const DAY_MS = 86_400_000
const MOST_DAYS = 30
/** So many of one member wait at a time. */
const MOST = 50

/**
 * Keeps a notice that was looked at until its instant. Throws as sending does, `preview-outdated` where others are on file than were looked
 * at, `bad-request` for an instant that is past or beyond 30 days, and `conflict` for one too many that waits.
 */
export async function scheduleNotice(
  ctx: Context,
  by: PersonViewer,
  { draft, digest, at: when }: BodyOf<typeof scheduleRoute>,
): Promise<ScheduledNotice> {
  const { db } = ctx.database
  const now = ctx.clock.now()
  const due = readDue(when, now)
  await admitNotice(ctx, by, draft)
  const { text } = await findMainText(db, draft.texts)
  const id = randomUUID()
  await db.transaction().execute(async (tx) => {
    await refuseMore(tx, by.memberId)
    if (digestOfChains(await loadChains(tx, draft.targets)) !== digest)
      throw new ExchangeError(
        'preview-outdated',
        'other contacts are on file than when this was looked at; look again',
      )
    const row = {
      id,
      member_id: by.memberId,
      person_id: by.personId,
      subject: text.subject,
      offices: draft.targets.length,
      draft: JSON.stringify(draft),
      digest,
      state: 'waiting',
      made_at: now,
      due_at: due,
    }
    await tx.insertInto('scheduled_notices').values(row).execute()
    await recordWaiting(
      tx,
      SCHEDULED,
      { ...row, title: row.subject },
      { kind: 'notice.scheduled', at: now, by: toActor(by) },
    )
  })
  return afterAct(() => readScheduled(ctx, by, id))
}

function readDue(when: string, now: Date): Date {
  const due = new Date(when)
  if (Number.isNaN(due.getTime()))
    throw new ExchangeError('bad-request', 'no such instant', { path: '/body/at' })
  if (due <= now)
    throw new ExchangeError('bad-request', 'this instant is past; send it now instead', {
      path: '/body/at',
    })
  if (due.getTime() > now.getTime() + MOST_DAYS * DAY_MS)
    throw new ExchangeError('bad-request', `a notice waits ${MOST_DAYS} days at most`, {
      path: '/body/at',
    })
  return due
}

/** Stops one of the own member. Throws `not-found`, and `conflict`, saying what became of it, once it waits no more. */
export async function stopScheduled(
  ctx: Context,
  by: PersonViewer,
  id: string,
): Promise<ScheduledNotice> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('scheduled_notices')
      .selectAll()
      .where('id', '=', id)
      .where('member_id', '=', by.memberId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'no such notice waits')
    if (row.state !== 'waiting') throw new ExchangeError('conflict', ENDED[row.state] ?? row.state)
    const at = ctx.clock.now()
    await tx
      .updateTable('scheduled_notices')
      .set({ state: 'stopped', draft: null, ended_at: at, ended_by: by.personId })
      .where('id', '=', id)
      .execute()
    await recordWaiting(
      tx,
      SCHEDULED,
      { ...row, title: row.subject },
      { kind: 'notice.stopped', at, by: toActor(by) },
    )
  })
  return afterAct(() => readScheduled(ctx, by, id))
}

const ENDED: Record<string, string> = {
  sent: 'it was sent already: correct or clear the notice instead',
  stopped: 'it was stopped before',
  failed: 'it was not sent: the list says why',
}

async function refuseMore(tx: Tx, memberId: string): Promise<void> {
  await lockMember(tx, memberId)
  const { count } = await tx
    .selectFrom('scheduled_notices')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('member_id', '=', memberId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  if (count >= MOST)
    throw new ExchangeError('conflict', `${MOST} of your organisation wait already: stop one first`)
}
