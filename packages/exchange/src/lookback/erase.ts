/** What is kept goes at once: a list with its hits, or all of it with the key; and by itself when its days are over. */
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { lookbackAct } from './store.ts'

/** Throws `not-found` for a list that the member does not keep. */
export async function eraseList(ctx: Context, viewer: Viewer, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const by = toActor(viewer)
    const at = ctx.clock.now()
    const { numDeletedRows } = await tx
      .deleteFrom('lookback_lists')
      .where('id', '=', id)
      .where('member_id', '=', by.memberId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new ExchangeError('not-found', 'no such list')
    const statement = 'Erased a list that was kept for look-back, and its hits'
    await appendLog(tx, [lookbackAct('lookback.erased', by, at, { statement, list: id })])
    await announce(tx, { kind: 'lookback.changed', subject: id, at, members: [by.memberId] })
  })
}

/** Everything, its key too: what was copied of the digests before says nothing any more to whoever has not the key. */
export async function eraseLookback(ctx: Context, viewer: Viewer): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const by = toActor(viewer)
    const { memberId } = by
    const at = ctx.clock.now()
    const { numDeletedRows } = await tx
      .deleteFrom('lookback_lists')
      .where('member_id', '=', memberId)
      .executeTakeFirst()
    await tx.deleteFrom('lookback_members').where('member_id', '=', memberId).execute()
    const statement = `Erased all that was kept for look-back: ${numDeletedRows} lists, their hits and the key`
    await appendLog(tx, [lookbackAct('lookback.erased', by, at, { statement })])
    await announce(tx, { kind: 'lookback.changed', subject: memberId, at, members: [memberId] })
  })
}

const BATCH = 20

/** Lists whose days are over, and those that broke off while they came in. */
export async function eraseEnded(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('lookback_lists')
      .select(['id', 'member_id'])
      .where((eb) =>
        eb.or([
          eb('ends_at', '<=', at),
          eb.and([eb('state', '=', 'reading'), eb('leased_until', '<', ctx.wall.now())]),
        ]),
      )
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute()
    if (due.length === 0) return false
    const ids = due.map(({ id }) => id)
    await tx.deleteFrom('lookback_lists').where('id', 'in', ids).execute()
    await appendLog(
      tx,
      due.map(({ id, member_id: memberId }) => ({
        kind: 'lookback.erased' as const,
        at,
        subject: `lookback:${memberId}`,
        payload: { statement: 'A list kept for look-back ended, and its hits with it', list: id },
        by: 'clock' as const,
        members: [memberId],
      })),
    )
    const members = [...new Set(due.map((one) => one.member_id))]
    await announce(tx, { kind: 'lookback.changed', subject: ids[0]!, at, members })
    return due.length === BATCH
  })
}
