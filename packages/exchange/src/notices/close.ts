import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import type { Act } from '../log/append.ts'
import { decideClosing } from '../policy/apprise.ts'
import type { Decision } from '../policy/decide.ts'
import { recordRefusals } from '../refusals/record.ts'
import { recordChanges, type Change } from './changes.ts'
import { baseChange, lockTargets, type LockedTarget } from './locked.ts'
import { countStates, isUnserved } from './rules.ts'

/** Who closes which notice, when, and why. */
type Closing = { id: string; viewer: Viewer; at: Date; reason: string | undefined }

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
  const closing: Closing = { id, viewer, at: ctx.clock.now(), reason }
  const refused = await ctx.database.db.transaction().execute(async (tx) => {
    const targets = await lockNotice(tx, closing)
    const decision = decide(ctx, closing, targets)
    if (decision.allow) await close(tx, closing, targets)
    else await recordRefusal(tx, closing, decision)
    return decision.allow ? undefined : decision
  })
  if (refused)
    throw new ExchangeError('refused-by-policy', refused.reason, {
      rule: refused.rule,
      path: '/body/reason',
    })
}

/** Locks a notice that its sender may close, and its targets. To anyone else it is not there. */
async function lockNotice(tx: Tx, { id, viewer }: Closing): Promise<LockedTarget[]> {
  const notice = await tx
    .selectFrom('notices')
    .select(['from_member', 'closed_at'])
    .where('id', '=', id)
    // Not the stronger lock: who holds a target may be queueing a mail that refers to this notice.
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!notice || notice.from_member !== viewer.memberId)
    throw new ExchangeError('not-found', 'no such notice')
  if (notice.closed_at) throw new ExchangeError('conflict', 'this notice is closed already')
  const rows = await tx
    .selectFrom('notice_targets')
    .select('id')
    .where('notice_id', '=', id)
    .execute()
  return lockTargets(
    tx,
    rows.map((row) => row.id),
  )
}

function decide(
  { config, policies }: Context,
  { viewer, at, reason }: Closing,
  targets: readonly LockedTarget[],
): Decision {
  return decideClosing(
    {
      // Authentication admits active members only.
      sender: { kind: viewer.memberKind, active: true },
      unserved: targets.some(owes),
      hasReason: Boolean(reason?.trim()),
      context: { now: at, exit: 'api', exercise: config.exercise },
    },
    policies,
  )
}

async function recordRefusal(tx: Tx, { id, viewer, at }: Closing, decision: Decision) {
  const subject = `notice:${id}`
  await recordRefusals(tx, at, [{ act: 'notice.close', subject, by: viewer, decision }])
}

/** Writes the end of the notice, of its waiting mails and of each target's clock. */
async function close(tx: Tx, closing: Closing, targets: readonly LockedTarget[]): Promise<void> {
  const { id, viewer, at, reason } = closing
  await tx
    .updateTable('notices')
    .set({ closed_at: at, close_reason: reason ?? null })
    .where('id', '=', id)
    .execute()
  const fault = 'The notice was closed first.'
  await tx
    .updateTable('deliveries')
    .set({ state: 'cancelled', next_at: null, settled_at: at, fault })
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
  await recordChanges(tx, changes, toAct(closing, targets))
}

function toAct({ id, viewer, at, reason }: Closing, targets: readonly LockedTarget[]): Act {
  const states = targets.map((target) => target.standing.state)
  const unserved = targets.filter(owes).length
  return {
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
  }
}

/** Whether the office has still to answer this notice, and no newer one in its place. */
function owes({ standing, kind, corrected }: LockedTarget): boolean {
  return !corrected && isUnserved(standing.state, kind)
}
