import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import type { Decision } from '../policy/decide.ts'
import { decideUnmasking, type UnmaskQuestion } from '../policy/unmasking.ts'
import { recordRefusals } from '../refusals/record.ts'
import { findUntellable, namesPersons } from '../sharing/follow-up.ts'
import {
  type Facts,
  type Person,
  recordStep,
  selectActive,
  selectFacts,
  selectOfSender,
  toAbout,
  type UnmaskingRow,
} from './store.ts'

type Choice = { action: UnmaskQuestion['action']; words: string }

const DONE = {
  unmask: { state: 'approved', kind: 'unmasking.approved', said: 'is told' },
  'decline-unmasking': { state: 'declined', kind: 'unmasking.declined', said: 'is not told' },
} as const

/**
 * Tells the member that asked whom the pseudonym stands for, or declines to, with words that it is told. Throws `not-found`,
 * `conflict` where it no longer waits, and `refused-by-policy`, on record, for whoever may not, or for words that may not be said.
 */
export async function decideAsked(
  ctx: Context,
  reviewer: Person,
  id: string,
  choice: Choice,
): Promise<void> {
  const refused = await ctx.database.db
    .transaction()
    .execute((tx) => decideIn(tx, ctx, reviewer, id, choice))
  if (refused) throw new ExchangeError('refused-by-policy', refused.reason, { rule: refused.rule })
}

async function decideIn(
  tx: Tx,
  ctx: Context,
  reviewer: Person,
  id: string,
  choice: Choice,
): Promise<Decision | undefined> {
  // From here on nobody is suspended, leaves or decides until the transaction ends.
  await takeCommitOrder(tx)
  const at = ctx.clock.now()
  const row = await selectOfSender(tx, reviewer.memberId, id)
  refuseSettled(row, at)
  const facts = await selectFacts(tx, {
    releaseId: row.release_id,
    token: row.token,
    asker: row.asker,
  })
  const by = toActor(reviewer)
  const refused = await findRefusal(tx, ctx, reviewer, row, facts!, choice)
  if (refused) {
    const subject = `release:${row.release_id}`
    await recordRefusals(tx, at, [{ act: choice.action, subject, by, decision: refused }])
    return refused
  }
  const { state, kind, said } = DONE[choice.action]
  await tx
    .updateTable('unmaskings')
    .set({
      state,
      due_at: null,
      decided_at: at,
      decided_by: reviewer.personId,
      words: choice.words,
    })
    .where('id', '=', id)
    .execute()
  const statement = `Whoever asked for whom ${row.token} stands in “${facts!.title}” ${said}`
  await recordStep(tx, { kind, at, by, row, statement, details: { words: choice.words } })
  return undefined
}

async function findRefusal(
  tx: Tx,
  ctx: Context,
  reviewer: Person,
  row: UnmaskingRow,
  facts: Facts,
  { action, words }: Choice,
): Promise<Decision | undefined> {
  const [isReviewer = false, askerActive = false] = await selectActive(tx, [
    { id: reviewer.personId, role: 'reviewer' },
    { id: row.asked_by, role: 'analyst' },
  ])
  const decision = decideUnmasking(
    {
      action,
      ...toAbout(facts),
      isReviewer,
      isAuthor: reviewer.personId === facts.author,
      askerActive,
      namesPersons: await namesPersons(tx, row.release_id, words),
      context: { now: ctx.clock.now(), exit: 'api', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
  if (!decision.allow) return decision
  // What a body of government says to a platform here asks for nothing either.
  return findUntellable(tx, ctx, row.release_id, words, row.asker)
}

const SETTLED: Record<string, string> = {
  approved: 'this was approved before',
  declined: 'this was declined before',
  'timed-out': 'the time to answer this has run out',
  withdrawn: 'whoever asked took it back',
  erased: 'for whom this pseudonym stands was erased',
}

function refuseSettled({ state, due_at }: UnmaskingRow, now: Date): void {
  const isLate = due_at !== null && due_at <= now
  const why = SETTLED[isLate ? 'timed-out' : state]
  if (why) throw new ExchangeError('conflict', why)
}
