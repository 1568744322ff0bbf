import { recordAnswer } from '../answers/record.ts'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import { isSettled, lockOwn, lockWrong, type Person } from './store.ts'

/** Takes an own reply back: nobody else is shown it from now on. Throws `not-found`, and `conflict` the second time. */
export async function retract(ctx: Context, replier: Person, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockOwn(tx, replier.memberId, id)
    if (row.retracted_at) throw new ExchangeError('conflict', 'this was taken back before')
    const at = ctx.clock.now()
    await tx.updateTable('replies').set({ retracted_at: at }).where('id', '=', id).execute()
    const payload = { statement: 'A holder took a reply back', release: row.release_id, id }
    await recordAnswer(tx, { at, payload, by: replier, members: [replier.memberId] })
  })
}

/** Notes that the sender of a release has dealt with what is said to be wrong in it. Throws `not-found`, and `conflict` twice. */
export async function settle(ctx: Context, sender: Person, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const { memberId, personId } = sender
    const row = await lockWrong(tx, memberId, id)
    if (await isSettled(tx, id))
      throw new ExchangeError('conflict', 'somebody has dealt with this before')
    const at = ctx.clock.now()
    await tx
      .insertInto('settled_replies')
      .values({ reply_id: id, member_id: memberId, person_id: personId, settled_at: at })
      .execute()
    const payload = { statement: 'Dealt with a reply', release: row.release_id, reply: id }
    await recordAnswer(tx, { at, payload, by: sender, members: [memberId] })
  })
}
