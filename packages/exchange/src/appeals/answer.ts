/** Each holder answers an appeal for itself; whoever brought it may withdraw it. */
import type { AppealAnswer } from '@tocsin/api'
import { recordAnswer } from '../answers/record.ts'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { decideAppeal } from '../policy/appealing.ts'
import { queueAnswer } from './mails.ts'

function noSuch(): ExchangeError {
  return new ExchangeError('not-found', 'no such appeal')
}

/** The same answer twice is one; another one takes its place. Throws `not-found` for whom it did not reach, `conflict` once it was withdrawn. */
export async function settleAppeal(
  ctx: Context,
  who: PersonViewer,
  id: string,
  answer: AppealAnswer,
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('appeal_holders as h')
      .innerJoin('appeals as a', 'a.id', 'h.appeal_id')
      .select(['h.answer', 'a.withdrawn'])
      .where('h.appeal_id', '=', id)
      .where('h.member_id', '=', who.memberId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    const asking = { now: ctx.clock.now(), exit: 'api' as const, exercise: ctx.config.exercise }
    const act = { action: 'answer-appeal' as const, reached: row !== undefined, isPerson: true }
    const member = { kind: who.memberKind, active: true }
    const about = { governmentToo: true, byCampaign: false }
    // Whom it did not reach is not told that there is one.
    if (!row || !decideAppeal(member, act, about, asking, ctx.policies).allow) throw noSuch()
    if (row.answer === answer) return
    if (row.withdrawn) throw new ExchangeError('conflict', 'this appeal was withdrawn')
    const at = ctx.clock.now()
    await tx
      .updateTable('appeal_holders')
      .set({
        answer,
        answered_day: at.toISOString().slice(0, 10),
        answered_at: at,
        answered_by: who.personId,
      })
      .where('appeal_id', '=', id)
      .where('member_id', '=', who.memberId)
      .execute()
    await queueAnswer(tx, ctx, { appealId: id, at })
    const payload = { statement: `A holder answered an appeal: ${answer}`, appeal: id }
    await recordAnswer(tx, { at, payload, by: toActor(who), members: [who.memberId] })
  })
}

/** One that was withdrawn stays so. Throws `not-found` for any other than an own one. */
export async function takeBackAppeal(ctx: Context, who: PersonViewer, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('appeals')
      .select('withdrawn')
      .where('id', '=', id)
      .where('member_id', '=', who.memberId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!row) throw noSuch()
    if (row.withdrawn) return
    await tx.updateTable('appeals').set({ withdrawn: true }).where('id', '=', id).execute()
    const payload = { statement: 'A member withdrew an appeal', appeal: id }
    const at = ctx.clock.now()
    await recordAnswer(tx, { at, payload, by: toActor(who), members: [who.memberId] })
  })
}
