import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import type { Decision } from '../policy/decide.ts'
import { decideEnd } from '../policy/ending.ts'
import { recordRefusals } from '../refusals/record.ts'
import { applyEnd } from './move-end.ts'

/**
 * Another operator lets a later end stand, or one declines it; whoever proposed it may take it back so. `endsAt` is the end that was
 * seen. Throws `not-found`, `conflict` where something else waits, and `refused-by-policy`, on record.
 */
export async function settleEnd(
  ctx: Context,
  viewer: PersonViewer,
  id: string,
  given: { endsAt: string; adopt: boolean },
): Promise<void> {
  const refused = await ctx.database.db
    .transaction()
    .execute((tx) => settleIn(tx, ctx, viewer, id, given))
  if (refused) throw new ExchangeError('refused-by-policy', refused.reason, { rule: refused.rule })
}

async function settleIn(
  tx: Tx,
  ctx: Context,
  viewer: PersonViewer,
  id: string,
  given: { endsAt: string; adopt: boolean },
): Promise<Decision | undefined> {
  await takeCommitOrder(tx)
  const at = ctx.clock.now()
  const waiting = await selectWaiting(tx, id)
  if (!waiting) throw new ExchangeError('not-found', 'no later end of this person waits')
  const { ends_at: endsAt, due_at: dueAt } = waiting
  if (dueAt <= at) throw new ExchangeError('conflict', 'nobody settled it in time: propose it anew')
  if (endsAt.toISOString() !== new Date(given.endsAt).toISOString())
    throw new ExchangeError('conflict', 'another end waits than you saw: look again', {
      path: '/body/endsAt',
    })
  if (given.adopt && endsAt <= at)
    throw new ExchangeError('conflict', 'this end has come meanwhile: decline it')
  const action = given.adopt ? 'adopt-end' : 'decline-end'
  const decision = decideEnd(
    {
      action,
      member: { kind: viewer.memberKind, active: true },
      operates: viewer.roles.includes('operator'),
      isProposer: waiting.proposed_by === viewer.personId,
      isOwn: id === viewer.personId,
      proposerStands: waiting.proposer_stands,
      context: { now: at, exit: 'api', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
  if (!decision.allow) {
    const by = toActor(viewer)
    await recordRefusals(tx, at, [{ act: action, subject: `person:${id}`, by, decision }])
    return decision
  }
  if (given.adopt) {
    const moved = { id, memberId: waiting.member_id, endsAt, from: waiting.had }
    const said = { reason: waiting.reason, proposedBy: waiting.proposed_by }
    await applyEnd(tx, moved, at, { by: viewer, said })
    return undefined
  }
  await tx.deleteFrom('end_proposals').where('person_id', '=', id).execute()
  await appendLog(tx, [
    {
      kind: 'person.end-declined',
      at,
      subject: `person:${id}`,
      payload: {
        person: id,
        endsAt: endsAt.toISOString(),
        proposedBy: waiting.proposed_by,
      },
      by: viewer,
      members: [viewer.memberId],
    },
  ])
  return undefined
}

function selectWaiting(tx: Tx, id: string) {
  return tx
    .selectFrom('end_proposals as e')
    .innerJoin('people as p', 'p.id', 'e.person_id')
    .innerJoin('people as o', 'o.id', 'e.proposed_by')
    .innerJoin('members as m', 'm.id', 'o.member_id')
    .select(['e.had', 'e.ends_at', 'e.due_at', 'e.reason', 'e.proposed_by', 'p.member_id'])
    .select((eb) =>
      eb
        .and([
          eb('o.active', '=', true),
          eb('m.active', '=', true),
          eb(eb.val('operator'), '=', eb.fn.any('o.roles')),
        ])
        .$castTo<boolean>()
        .as('proposer_stands'),
    )
    .where('e.person_id', '=', id)
    .executeTakeFirst()
}
