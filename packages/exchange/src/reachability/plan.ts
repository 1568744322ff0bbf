import type { ReachabilityPlanDraft } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { selectElections } from '../elections/store.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { toActor, type Doer } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { selectPlans } from './store.ts'

/** Tests that one member may have planned before one election. */
const MOST = 20

/** Plans a test for so many days before the election. Throws `bad-request` for a morning that is past. */
export async function planTest(
  ctx: Context,
  viewer: Viewer,
  election: string,
  draft: ReachabilityPlanDraft,
): Promise<void> {
  const at = ctx.clock.now()
  await ctx.database.db.transaction().execute(async (tx) => {
    // First, so that two who plan at once count each other.
    await takeCommitOrder(tx)
    if ((await selectElections(tx, election)).length === 0)
      throw new ExchangeError('not-found', 'no such election')
    const plan = { id: randomUUID(), election, fromMember: viewer.memberId }
    await tx
      .insertInto('reachability_plans')
      .values({
        id: plan.id,
        election_id: election,
        from_member: viewer.memberId,
        person_id: viewer.personId ?? null,
        days_before: draft.daysBefore,
        unanswered_only: draft.unansweredOnly,
        who_to_call: draft.whoToCall,
        answer_within: draft.answerWithin,
        made_at: at,
      })
      .execute()
    const plans = await selectPlans(tx, election, viewer.memberId)
    if (plans.length > MOST)
      throw new ExchangeError('conflict', `no more than ${MOST} tests are planned at once`)
    const { due_at: due } = plans.find(({ id }) => id === plan.id)!
    if (due <= at)
      throw new ExchangeError('bad-request', `that morning was ${due.toISOString()}`, {
        path: '/body/daysBefore',
      })
    await record(tx, 'reachability.planned', plan, { at, by: toActor(viewer), ...draft })
  })
}

/** Takes back a plan of the viewer's member that did not go out yet. */
export async function withdrawPlan(
  ctx: Context,
  viewer: Viewer,
  { election, plan }: { election: string; plan: string },
): Promise<void> {
  const at = ctx.clock.now()
  await ctx.database.db.transaction().execute(async (tx) => {
    const mine = (await selectPlans(tx, election, viewer.memberId)).some(({ id }) => id === plan)
    if (!mine || !(await settle(tx, plan, 'withdrawn', at)))
      throw new ExchangeError('not-found', 'no such plan')
    const about = { id: plan, election, fromMember: viewer.memberId }
    await record(tx, 'reachability.withdrawn', about, { at, by: toActor(viewer) })
  })
}

/** Ends a plan; whether it was open until now. */
export async function settle(tx: Tx, id: string, outcome: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('reachability_plans')
    .set({ settled_at: at, outcome })
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

type Planned = { id: string; election: string; fromMember: string }

export async function record(
  tx: Tx,
  kind: 'reachability.planned' | 'reachability.withdrawn' | 'reachability.unsent',
  { id, election, fromMember }: Planned,
  { at, by, ...said }: { at: Date; by: Doer; [said: string]: unknown },
): Promise<void> {
  await appendLog(tx, [
    {
      kind,
      at,
      subject: `election:${election}`,
      payload: { plan: id, election, ...said },
      by,
      members: [fromMember],
    },
  ])
}
