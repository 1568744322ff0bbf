/** What follows from deliveries whose row alone says how they fared: nothing else is written. */
import type { Context } from '../context.ts'
import type { Decision } from '../policy/decide.ts'
import { writeOutcomes, type Outcome } from './outbox.ts'

/** Writes the outcomes in one transaction. */
export function settleAlone(ctx: Context, outcomes: Outcome[], at: Date): Promise<void> {
  return ctx.database.db.transaction().execute((tx) => writeOutcomes(tx, outcomes, at))
}

/** The same; a message that `unneeded` withheld, since its matter was settled before its turn, did not fail and is cancelled. */
export function settleNeeded(unneeded: Decision) {
  return (ctx: Context, outcomes: Outcome[], at: Date): Promise<void> =>
    ctx.database.db.transaction().execute(async (tx) => {
      await writeOutcomes(tx, outcomes, at)
      const withheld = outcomes.filter(({ refusal }) => refusal === unneeded)
      const ids = withheld.map(({ delivery }) => delivery.id)
      if (ids.length === 0) return
      await tx
        .updateTable('deliveries')
        .set({ state: 'cancelled' })
        .where('id', 'in', ids)
        .execute()
    })
}
