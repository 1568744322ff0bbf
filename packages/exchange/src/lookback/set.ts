import type { BodyOf, setLookback as route } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Viewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { lockChosen, lookbackAct } from './store.ts'

/**
 * Sets for how many days lists are kept: those that are there too, from the day they came. How confidence decays, and what must be left of
 * it, counts for what is looked for from then on.
 */
export async function setLookback(
  ctx: Context,
  viewer: Viewer,
  { days, minScore, decay }: BodyOf<typeof route>,
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const by = toActor(viewer)
    const { memberId } = by
    const at = ctx.clock.now()
    await lockChosen(tx, memberId)
    await tx
      .updateTable('lookback_members')
      .set({
        days,
        ...(minScore === undefined ? {} : { min_score: minScore }),
        ...(decay === undefined ? {} : { decay: JSON.stringify(decay) }),
      })
      .where('member_id', '=', memberId)
      .execute()
    await sql`update lookback_lists set ends_at = kept_at + make_interval(days => ${days}::int)
      where member_id = ${memberId}::uuid`.execute(tx)
    const statement = `Keeps what is held for look-back for ${days} days`
    await appendLog(tx, [lookbackAct('lookback.set', by, at, { statement, days })])
    await announce(tx, { kind: 'lookback.changed', subject: memberId, at, members: [memberId] })
  })
}
