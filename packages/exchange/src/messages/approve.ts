import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { decideApproval } from '../policy/approving.ts'
import type { Decision } from '../policy/decide.ts'
import { recordRefusals } from '../refusals/record.ts'
import { asSentBefore, prepareToSend, sendIn } from '../sharing/send.ts'
import { changesSince, selectLook, toSentence } from './changes.ts'
import { judgeWaiting } from './judge.ts'
import { lockMessage, type MessageRow, recordStep, refuseSettled, selectRevision } from './store.ts'

type Second = Viewer & { personId: string }
type Approved = { revision: number; digest: string }

/**
 * Approves exactly what was looked at, which sends it, in one transaction. Throws `refused-by-policy`, on record, for whoever
 * may not approve it; `preview-outdated`, saying what changed, where the message, its receivers or the rules are no longer
 * those that were looked at; `conflict` where it no longer waits.
 */
export async function approveMessage(
  ctx: Context,
  second: Second,
  id: string,
  approved: Approved,
): Promise<void> {
  const refused = await ctx.database.db
    .transaction()
    .execute((tx) => approveIn(tx, ctx, second, id, approved))
    .catch(asSentBefore)
  if (refused) throw new ExchangeError('refused-by-policy', refused.reason, { rule: refused.rule })
}

async function approveIn(
  tx: Tx,
  ctx: Context,
  second: Second,
  id: string,
  { revision, digest }: Approved,
): Promise<Pick<Decision, 'rule' | 'reason'> | undefined> {
  const row = await lockMessage(tx, second.memberId, id)
  refuseSettled(row)
  // From here on nobody is suspended and no group changes until the transaction ends.
  await takeCommitOrder(tx)
  const by = toActor(second)
  const at = ctx.clock.now()
  const decision = await admitSecond(tx, ctx, second, row)
  if (!decision.allow) {
    await recordRefusals(tx, at, [{ act: 'approve', subject: `message:${id}`, by, decision }])
    return decision
  }
  const { draft: draftText, sha256 } = await selectRevision(tx, id, row.revision)
  const { draft, judgement } = await judgeWaiting(ctx, tx, by, draftText)
  if (row.revision !== revision || judgement.digest !== digest)
    throw outdated(await whatChanged(tx, row, second, digest, { draft, judgement }))
  const prepared = prepareToSend(ctx, draft, draftText)
  const sent = await sendIn(tx, ctx, by, draft, prepared, { digest, author: row.author })
  // Nobody may have it any more: the refusals are on record, and it waits on for its author to change it.
  if (!('id' in sent)) return sent
  await tx
    .updateTable('messages')
    .set({ state: 'approved', due_at: null, release_id: sent.id })
    .where('id', '=', id)
    .execute()
  await recordStep(tx, {
    id,
    memberId: row.member_id,
    what: 'approved',
    revision,
    at,
    by,
    title: row.title,
    type: row.type,
    details: {
      author: row.author,
      release: sent.id,
      preview: digest,
      draft: Buffer.from(sha256).toString('hex'),
    },
  })
  return undefined
}

/** Asks the rules whether this person may be the second one, as all stands under the commit order lock. */
async function admitSecond(
  tx: Tx,
  ctx: Context,
  second: Second,
  row: MessageRow,
): Promise<Decision> {
  const people = await tx
    .selectFrom('people')
    .select(['id', 'roles', 'active'])
    .where('id', 'in', [second.personId, row.author])
    .execute()
  const find = (id: string, role: string): boolean =>
    people.some((one) => one.id === id && one.active && one.roles.includes(role))
  return decideApproval(
    {
      // Authentication admits active members only.
      member: { kind: second.memberKind, active: true },
      isAuthor: second.personId === row.author,
      isReviewer: find(second.personId, 'reviewer'),
      authorActive: find(row.author, 'analyst'),
      context: { now: ctx.clock.now(), exit: 'api', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
}

async function whatChanged(
  tx: Tx,
  row: MessageRow,
  second: Second,
  digest: string,
  now: Parameters<typeof changesSince>[1],
): Promise<string> {
  const look = await selectLook(tx, row, second, digest)
  if (!look) return 'this is not what you were shown'
  const changes = changesSince(look, now)
  return changes ? toSentence(changes) : 'how it is marked or stated has changed'
}

function outdated(what: string): ExchangeError {
  return new ExchangeError('preview-outdated', `this changed since you looked: ${what}`)
}
