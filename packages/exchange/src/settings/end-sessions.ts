import { recordSession } from '../auth/acts.ts'
import { forgetKeys } from '../auth/keys.ts'
import { endSessionsWhere, voidLinksOf } from '../auth/sessions.ts'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'

/** Ends one session of the person, with its live screens. Throws `not-found` for one that is not theirs or over. */
export async function endOwnSession(ctx: Context, viewer: PersonViewer, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    await takeCommitOrder(tx)
    const ended = await endSessionsWhere(tx, viewer.personId, { id })
    if (ended === 0) throw new ExchangeError('not-found', 'no such session of yours, or it is over')
    await forgetKeys(tx)
    await recordSession(tx, 'person.signed-out', viewer.personId, ctx.clock.now(), ended)
  })
}

/** Ends every session of the person but that of `token`, and voids links that could begin another; says how many. */
export async function endOthers(
  ctx: Context,
  { personId }: PersonViewer,
  token: string,
): Promise<number> {
  return ctx.database.db.transaction().execute(async (tx) => {
    await takeCommitOrder(tx)
    const ended = await endSessionsWhere(tx, personId, { except: token })
    await voidLinksOf(tx, personId)
    if (ended === 0) return 0
    await forgetKeys(tx)
    await recordSession(tx, 'person.signed-out', personId, ctx.clock.now(), ended)
    return ended
  })
}
