import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { dropMessages, findKept, lockMatching, type Person, recordMatching } from './store.ts'

const SAID = {
  declined: 'Declined to match lists privately',
  withdrawn: 'Took a proposal to match lists privately back',
  ended: 'Ended a private matching',
} as const

/**
 * Declines what the other proposed, takes an own proposal back, or ends what is in force: then its rounds end and its bytes are
 * deleted. Throws `not-found`, and `conflict` where it is settled.
 */
export async function settleMatching(ctx: Context, by: Person, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockMatching(tx, by.memberId, id)
    const at = ctx.clock.now()
    if (row.state !== 'proposed' && row.state !== 'in-force')
      throw new ExchangeError('conflict', 'this was settled before')
    const isOwn = row.proposer === by.memberId
    const state = row.state === 'in-force' ? 'ended' : isOwn ? 'withdrawn' : 'declined'
    await tx.updateTable('matchings').set({ state, settled_at: at }).where('id', '=', id).execute()
    await tx
      .updateTable('matching_rounds')
      .set({ state: 'abandoned', due_at: null, ended_at: at })
      .where('matching_id', '=', id)
      .where('due_at', 'is not', null)
      .execute()
    await dropMessages(tx, await findKept(tx, { matchingId: id }))
    const statement = SAID[state]
    await recordMatching(tx, {
      kind: 'matching.settled',
      at,
      by: toActor(by),
      matching: row,
      statement,
      details: { state },
    })
  })
}
