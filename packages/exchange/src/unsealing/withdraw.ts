import type { Auditor } from '../audit/admit.ts'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { recordStep } from './store.ts'

/** Takes back an own ask that waits. Throws `not-found` and `conflict`. */
export async function withdrawUnsealing(
  ctx: Context,
  { viewer }: Auditor,
  id: string,
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    await takeCommitOrder(tx)
    const at = ctx.clock.now()
    const row = await tx
      .selectFrom('unsealings')
      .selectAll()
      .where('id', '=', id)
      .where('asked_by', '=', viewer.personId)
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'you asked for no such thing')
    if (row.due_at === null || row.due_at <= at)
      throw new ExchangeError('conflict', 'this waits no longer, so there is nothing to take back')
    await tx
      .updateTable('unsealings')
      .set({ state: 'withdrawn', due_at: null, settled_at: at })
      .where('id', '=', id)
      .execute()
    const statement = `An auditor took back what it asked of key holders about ${row.token}`
    const by = toActor(viewer)
    await recordStep(tx, { kind: 'unsealing.withdrawn', at, by, row, statement })
  })
}
