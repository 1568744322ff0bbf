import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { refuseAnswer, standOf } from '../decisions/holding.ts'
import { findKeyHolders, type Person } from '../decisions/store.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import type { Decision } from '../policy/decide.ts'
import { decideUnsealing } from '../policy/unsealing.ts'
import { recordRefusals } from '../refusals/record.ts'
import { queueOutcome } from './mails.ts'
import { findAuditor, recordStep, type UnsealingRow } from './store.ts'

const DONE = {
  agreed: {
    action: 'agree-unsealing',
    kind: 'unsealing.agreed',
    said: 'A key holder agreed that an auditor is told for whom',
  },
  declined: {
    action: 'decline-unsealing',
    kind: 'unsealing.declined',
    said: 'A key holder declined that an auditor is told for whom',
  },
} as const

/**
 * A key holder agrees, or declines, once. Throws `not-found` for whom it does not concern, `conflict` where it waits no longer or the
 * member has answered, and `refused-by-policy`, on record, for the sender and for whoever holds no key any more.
 */
export async function answerUnsealing(
  ctx: Context,
  viewer: PersonViewer,
  id: string,
  step: 'agreed' | 'declined',
): Promise<void> {
  const refused = await ctx.database.db
    .transaction()
    .execute((tx) => answerIn(tx, ctx, viewer, id, step))
  if (refused) throw new ExchangeError('refused-by-policy', refused.reason, { rule: refused.rule })
}

async function answerIn(
  tx: Tx,
  ctx: Context,
  viewer: PersonViewer,
  id: string,
  step: 'agreed' | 'declined',
): Promise<Decision | undefined> {
  // From here on nobody else answers, is suspended or adopts a charter until the transaction ends.
  await takeCommitOrder(tx)
  const row = await tx.selectFrom('unsealings').selectAll().where('id', '=', id).executeTakeFirst()
  const by: Person = { ...toActor(viewer), personId: viewer.personId }
  const isHolder = row?.holders.includes(by.memberId) ?? false
  const isSender = row?.sender === by.memberId
  if (!row || !(isHolder || isSender)) throw new ExchangeError('not-found', 'nobody asked for this')
  const at = ctx.clock.now()
  const steps = await tx
    .selectFrom('unsealing_steps')
    .select(['holder', 'step'])
    .where('unsealing_id', '=', id)
    .execute()
  const hasAnswered = steps.some(({ holder }) => holder === by.memberId)
  refuseAnswer({ dueAt: row.due_at, hasAnswered, now: at })
  const held = await findHolding(tx, row)
  const { action, kind, said } = DONE[step]
  const decision = decideUnsealing(
    {
      action,
      member: { kind: viewer.memberKind, active: true },
      recalled: false,
      isHolder,
      isSender,
      holdsNow: held.includes(by.memberId),
      auditorStands: await findAuditor(tx, row.asked_by, at),
      context: { now: at, exit: 'api', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
  if (!decision.allow) {
    const subject = `release:${row.release_id}`
    await recordRefusals(tx, at, [{ act: action, subject, by, decision }])
    return decision
  }
  const given = { unsealing_id: id, holder: by.memberId, person_id: by.personId, at, step }
  await tx.insertInto('unsealing_steps').values(given).execute()
  const state = standNow(held, [...steps, given])
  if (state !== 'asked')
    await tx
      .updateTable('unsealings')
      .set({ state, due_at: null, settled_at: at, held })
      .where('id', '=', id)
      .execute()
  await queueOutcome(tx, ctx, row, { state, at })
  const statement = `${said} ${row.token} stands`
  await recordStep(tx, { kind, at, by, row, statement, details: { state } })
  return undefined
}

/** Those of its key holders that are active and that the charter in force still names. */
export async function findHolding(
  tx: Tx,
  row: Pick<UnsealingRow, 'release_id' | 'holders'>,
): Promise<string[]> {
  const named = await findKeyHolders(tx, row.release_id)
  return named.filter(({ id, active }) => active && row.holders.includes(id)).map(({ id }) => id)
}

/** What was agreed by whoever holds no key any more counts no more. */
function standNow(held: readonly string[], steps: readonly { holder: string; step: string }[]) {
  const count = (step: string) =>
    steps.filter((one) => one.step === step && held.includes(one.holder)).length
  return standOf({ holders: held.length, agreed: count('agreed'), declined: count('declined') })
}
