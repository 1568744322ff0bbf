/** How a message ends without being sent: returned by a reviewer, withdrawn by its author, or timed out. */
import type { MessageState } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { type Doer, toActor } from '../log/actor.ts'
import { lockMessage, type MessageRow, type Person, recordStep, refuseSettled } from './store.ts'

const BATCH = 100

/** Throws `forbidden` for its author, who withdraws it; `conflict` where it no longer waits. */
export async function returnMessage(
  ctx: Context,
  reviewer: Person,
  id: string,
  reason: string,
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockMessage(tx, reviewer.memberId, id)
    refuseSettled(row)
    if (row.author === reviewer.personId)
      throw new ExchangeError('forbidden', 'its author withdraws a message and does not return it')
    await settle(
      tx,
      row,
      { what: 'returned', by: toActor(reviewer), note: reason },
      ctx.clock.now(),
    )
  })
}

/** Throws `forbidden` for anybody but its author; `conflict` where it no longer waits. */
export async function withdrawMessage(ctx: Context, author: Person, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockMessage(tx, author.memberId, id)
    refuseSettled(row)
    if (row.author !== author.personId)
      throw new ExchangeError('forbidden', 'only its author withdraws a message')
    await settle(tx, row, { what: 'withdrawn', by: toActor(author) }, ctx.clock.now())
  })
}

/** Ends the wait of messages that nobody looked after in time; tells whether more are due. */
export async function timeOutMessages(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('messages')
      .selectAll()
      .where('due_at', '<=', at)
      .orderBy('due_at')
      .orderBy('id')
      .limit(BATCH)
      .forNoKeyUpdate()
      .skipLocked()
      .execute()
    for (const row of due) await settle(tx, row, { what: 'timed-out', by: 'clock' }, at)
    return due.length === BATCH
  })
}

async function settle(
  tx: Tx,
  row: MessageRow,
  { what, by, note }: { what: MessageState; by: Doer; note?: string },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ state: what, due_at: null })
    .where('id', '=', row.id)
    .execute()
  await recordStep(tx, {
    id: row.id,
    memberId: row.member_id,
    what,
    revision: row.revision,
    at,
    by,
    title: row.title,
    type: row.type,
    ...(note ? { note } : {}),
  })
}
