import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { type Person, recordStep } from './store.ts'

/** Takes back an ask of the person's member that waits; it can ask anew, and the sender sees that it was taken back. Throws `not-found` and `conflict`. */
export async function withdrawAsk(ctx: Context, asker: Person, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    await takeCommitOrder(tx)
    const at = ctx.clock.now()
    const row = await tx
      .selectFrom('unmaskings')
      .selectAll()
      .where('id', '=', id)
      .where('asker', '=', asker.memberId)
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'nobody asked for this')
    if (row.state !== 'asked' || row.due_at! <= at)
      throw new ExchangeError('conflict', 'this waits no longer, so there is nothing to take back')
    await tx
      .updateTable('unmaskings')
      .set({ state: 'withdrawn', due_at: null, decided_at: at })
      .where('id', '=', id)
      .execute()
    const statement = `Whoever asked for whom ${row.token} stands took the ask back`
    const by = toActor(asker)
    await recordStep(tx, { kind: 'unmasking.withdrawn', at, by, row, statement })
  })
}
