import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { decideClosing } from '../policy/apprise.ts'
import { recordRefusals } from '../refusals/record.ts'
import { recordChanges, type Change } from './changes.ts'
import { baseChange, lockTargets } from './locked.ts'
import { countStates, isUnserved } from './rules.ts'

/**
 * Closes a notice of the viewer's member: clocks and waiting mails end. While an office is unserved
 * (it neither understood nor acted) this needs a reason, which is signed into the log.
 */
export async function closeNotice(
  ctx: Context,
  viewer: Viewer,
  id: string,
  reason?: string,
): Promise<void> {
  const at = ctx.clock.now()
  const refused = await ctx.database.db.transaction().execute(async (tx) => {
    const notice = await tx
      .selectFrom('notices')
      .selectAll()
      .where('id', '=', id)
      // Not the stronger lock: who holds a target may be queueing a mail that refers to this notice.
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!notice || notice.from_member !== viewer.memberId)
      throw new ExchangeError('not-found', 'no such notice')
    if (notice.closed_at) throw new ExchangeError('conflict', 'this notice is closed already')
    const ids = await tx
      .selectFrom('notice_targets')
      .select('id')
      .where('notice_id', '=', id)
      .execute()
    const targets = await lockTargets(
      tx,
      ids.map((row) => row.id),
    )
    const states = targets.map((target) => target.standing.state)
    const unserved = states.filter(isUnserved).length
    const decision = decideClosing(
      {
        // Authentication admits active members only.
        sender: { kind: viewer.memberKind, active: true },
        unserved: unserved > 0,
        hasReason: Boolean(reason?.trim()),
        context: { now: at, exit: 'api', exercise: ctx.config.exercise },
      },
      ctx.policies,
    )
    if (!decision.allow) {
      await recordRefusals(tx, at, [
        { act: 'notice.close', subject: `notice:${id}`, by: viewer, decision },
      ])
      return decision
    }
    await tx
      .updateTable('notices')
      .set({ closed_at: at, close_reason: reason ?? null })
      .where('id', '=', id)
      .execute()
    await tx
      .updateTable('deliveries')
      .set({
        state: 'cancelled',
        next_at: null,
        settled_at: at,
        fault: 'The notice was closed first.',
      })
      .where('notice_id', '=', id)
      .where('state', '=', 'queued')
      .execute()
    const changes = targets.map((target): Change => ({
      ...baseChange(target, at),
      kind: 'notice.closed',
      by: viewer,
      dueAt: undefined,
      detail: 'The notice was closed',
    }))
    await recordChanges(tx, changes, {
      kind: 'notice.closed',
      at,
      subject: `notice:${id}`,
      payload: {
        statement: `${viewer.memberName} closed a notice with ${unserved} offices unanswered`,
        kind: 'notice.closed',
        at: at.toISOString(),
        notice: id,
        counts: countStates(states),
        reason: reason ?? null,
      },
      by: viewer,
      members: [viewer.memberId],
    })
    return undefined
  })
  if (refused)
    throw new ExchangeError('refused-by-policy', refused.reason, {
      rule: refused.rule,
      path: '/body/reason',
    })
}
