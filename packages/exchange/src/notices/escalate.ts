import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { recordChanges, type Change } from './changes.ts'
import { baseChange, lockTargets, type LockedTarget } from './locked.ts'
import { wayPlanner } from '../delivery/ways.ts'
import { callOf, toDeliveries } from './made-out.ts'
import { decideEscalation } from './rules.ts'
import { exhausted, nextTurn, wayWords } from './words.ts'

const BATCH = 200
/** Urgency of the mails of corrections and all-clears. */
export const AHEAD = 1

/**
 * Works through clocks that ran out: queues the mail to the next contact of each office, or shows that nobody is
 * left to ask. A bounded batch in one transaction; returns whether more are due.
 */
export async function escalateDue(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('notice_targets')
      .select('id')
      .where('due_at', '<=', at)
      .orderBy('due_at')
      .limit(BATCH)
      .forNoKeyUpdate()
      .skipLocked()
      .execute()
    const targets = await lockTargets(
      tx,
      due.map((row) => row.id),
    )
    const changes: Change[] = []
    for (const target of targets) changes.push(await escalate(tx, target, at))
    await recordChanges(tx, changes)
    return due.length === BATCH
  })
}

async function escalate(tx: Tx, target: LockedTarget, at: Date): Promise<Change> {
  const { next, state } = decideEscalation(target.standing, target.chain, target.notMe)
  const told = target.standing.state === 'told'
  if (next === undefined) {
    const words = exhausted(target, told)
    return {
      ...baseChange(target, at),
      kind: 'notice.escalated',
      by: 'clock',
      state,
      dueAt: undefined,
      detail: words,
      fault: words,
    }
  }
  const { title, ways } = await tellContact(tx, target, next, at)
  const silent = told ? 'Told, but nobody said who acts' : 'No answer'
  return {
    ...baseChange(target, at),
    kind: 'notice.escalated',
    by: 'clock',
    state,
    rank: next,
    // The next one's clock starts when the mail was handed over.
    dueAt: undefined,
    detail: `${silent} in ${target.answerWithin} minutes. ${nextTurn(title)}${ways}`,
  }
}

/** Queues the mail to contact `rank`, and messages to its numbers at their times; returns the contact's title, and these times in words. */
export async function tellContact(
  tx: Tx,
  target: LockedTarget,
  rank: number,
  at: Date,
): Promise<{ title: string; ways: string }> {
  const contact = await tx
    .selectFrom('notice_contacts')
    .select(['title', 'email', 'sms', 'voice', 'fax', 'ways', 'time_zone'])
    .where('target_id', '=', target.id)
    .where('rank', '=', rank)
    .executeTakeFirstOrThrow()
  // A correction was made out to several at once: one that still waits to go out is enough.
  const waiting = await tx
    .selectFrom('deliveries')
    .select('channel')
    .where('target_id', '=', target.id)
    .where('rank', '=', rank)
    .where('state', '=', 'queued')
    .execute()
  const about = { noticeId: target.noticeId, targetId: target.id, rank, at }
  const { answerWithin, severe, corrects } = target
  const planned = wayPlanner(at)(contact, { answerWithin, severe, atOnce: corrects })
  const rows = toDeliveries(
    { ...about, urgency: corrects ? AHEAD : 0 },
    contact,
    planned,
    new Set(waiting.map(({ channel }) => channel)),
  )
  if (rows.length > 0) await tx.insertInto('deliveries').values(rows).execute()
  await tx
    .updateTable('notice_contacts')
    .set(callOf(planned))
    .where('target_id', '=', target.id)
    .where('rank', '=', rank)
    .execute()
  return { title: contact.title, ways: wayWords(planned, contact, at) }
}
