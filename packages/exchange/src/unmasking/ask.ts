import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { createFinder } from '../masking/find.ts'
import type { Decision } from '../policy/decide.ts'
import { decideAsk } from '../policy/unmasking.ts'
import { queueForSecond } from '../second-person/mails.ts'
import { recordRefusals } from '../refusals/record.ts'
import { findWaitingName } from '../told-first/words.ts'
import { type Person, recordStep, selectFacts, toAbout } from './store.ts'

const HOUR_MS = 3_600_000
/** How long an ask waits for its answer unless the configuration says. */
const WAIT_HOURS = 72

export type Ask = { token: string; reason: string; legalBasis: string }

/**
 * Asks the sender of a message that the person's member was given whom one pseudonym stands for; gives the ask's id. Throws
 * `not-found` for a message that was not given to it and for a pseudonym of whom nothing is kept; `refused-by-policy`, on record,
 * where a rule stands against it.
 */
export async function askUnmasking(
  ctx: Context,
  asker: Person,
  releaseId: string,
  ask: Ask,
): Promise<string> {
  const outcome = await ctx.database.db
    .transaction()
    .execute((tx) => askIn(tx, ctx, asker, releaseId, ask))
  if (typeof outcome === 'string') return outcome
  throw new ExchangeError('refused-by-policy', outcome.reason, { rule: outcome.rule })
}

async function askIn(
  tx: Tx,
  ctx: Context,
  asker: Person,
  releaseId: string,
  { token, reason, legalBasis }: Ask,
): Promise<string | Decision> {
  // From here on nobody else asks, decides, joins or leaves until the transaction ends.
  await takeCommitOrder(tx)
  const facts = await selectFacts(tx, { releaseId, token, asker: asker.memberId })
  if (!facts?.received) throw new ExchangeError('not-found', 'no such release')
  if (!facts.kept)
    throw new ExchangeError('not-found', 'for this message no such pseudonym is kept', {
      path: '/body/token',
    })
  const at = ctx.clock.now()
  const by = toActor(asker)
  const asked = decideAsk(
    {
      ...toAbout(facts),
      received: facts.received,
      waits: facts.waits,
      askedBefore: facts.asked,
      decidedBefore: facts.decided,
      // By form alone: to look for those who are masked would answer guesses at whom they are.
      namesPersons: createFinder([])(`${reason}\n${legalBasis}`, undefined).length > 0,
      context: { now: at, exit: 'api', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
  const named = await findWaitingName(tx, ctx, asker.memberId, [reason, legalBasis])
  const decision = asked.allow ? (named ?? asked) : asked
  if (!decision.allow) {
    const subject = `release:${releaseId}`
    await recordRefusals(tx, at, [{ act: 'ask-unmasking', subject, by, decision }])
    return decision
  }
  const hours = ctx.config.unmaskingHours ?? WAIT_HOURS
  const row = {
    id: randomUUID(),
    release_id: releaseId,
    token,
    asker: asker.memberId,
    asked_by: asker.personId,
    sender: facts.sender,
    reason,
    legal_basis: legalBasis,
    state: 'asked',
    asked_at: at,
    due_at: new Date(at.getTime() + hours * HOUR_MS),
  }
  await tx.insertInto('unmaskings').values(row).execute()
  const statement = `Asked the sender of “${facts.title}” for whom ${token} stands`
  const details = { reason, legalBasis }
  const waiting = { kind: 'unmasking', id: row.id } as const
  const { sender: memberId, author } = facts
  await queueForSecond(tx, ctx, waiting, { memberId, author, at })
  await recordStep(tx, { kind: 'unmasking.asked', at, by, row, statement, details })
  return row.id
}
