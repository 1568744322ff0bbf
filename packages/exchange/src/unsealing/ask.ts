import { randomUUID } from 'node:crypto'
import type { Auditor } from '../audit/admit.ts'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ENOUGH, HOLD_MS } from '../decisions/holding.ts'
import { findKeyHolders } from '../decisions/store.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { createFinder } from '../masking/find.ts'
import type { Decision } from '../policy/decide.ts'
import { decideUnsealing } from '../policy/unsealing.ts'
import { recordRefusals } from '../refusals/record.ts'
import { queueToHolders } from './mails.ts'
import { findFacts, recordStep } from './store.ts'

export type Ask = { token: string; reason: string; legalBasis: string }

/**
 * An auditor asks the key holders of a message's group for whom one pseudonym stands; gives the ask's id. Throws `not-found` for
 * what the register does not have and a pseudonym of whom nothing is kept; `refused-by-policy`, on record, where a rule stands
 * against it.
 */
export async function askUnsealing(
  ctx: Context,
  auditor: Auditor,
  releaseId: string,
  ask: Ask,
): Promise<string> {
  const outcome = await ctx.database.db
    .transaction()
    .execute((tx) => askIn(tx, ctx, auditor, releaseId, ask))
  if (typeof outcome === 'string') return outcome
  throw new ExchangeError('refused-by-policy', outcome.reason, { rule: outcome.rule })
}

async function askIn(
  tx: Tx,
  ctx: Context,
  { viewer }: Auditor,
  releaseId: string,
  { token, reason, legalBasis }: Ask,
): Promise<string | Decision> {
  // From here on nobody else asks, answers, is suspended or adopts a charter until the transaction ends.
  await takeCommitOrder(tx)
  const facts = await findFacts(tx, { releaseId, token, asker: viewer.memberId })
  if (!facts) throw new ExchangeError('not-found', 'the register has no such entry')
  if (!facts.kept)
    throw new ExchangeError('not-found', 'for this message no such pseudonym is kept', {
      path: '/body/token',
    })
  const holders = await findOthers(tx, releaseId, [facts.sender, viewer.memberId])
  const at = ctx.clock.now()
  const by = toActor(viewer)
  const decision = decideUnsealing(
    {
      action: 'ask-unsealing',
      member: { kind: viewer.memberKind, active: true },
      recalled: facts.recalled,
      canOpen: holders.length >= ENOUGH,
      waits: facts.waits,
      // By form alone: to look for those who are masked would answer guesses at whom they are.
      namesPersons: createFinder([])(`${reason}\n${legalBasis}`, undefined).length > 0,
      context: { now: at, exit: 'search', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
  if (!decision.allow) {
    const subject = `release:${releaseId}`
    await recordRefusals(tx, at, [{ act: 'ask-unsealing', subject, by, decision }])
    return decision
  }
  return keepAsk(tx, ctx, {
    viewer,
    sender: facts.sender,
    releaseId,
    holders,
    at,
    token,
    reason,
    legalBasis,
  })
}

/** Active key holders that the charter in force names, but these. */
async function findOthers(tx: Tx, releaseId: string, out: readonly string[]): Promise<string[]> {
  const named = await findKeyHolders(tx, releaseId)
  return named.filter(({ id, active }) => active && !out.includes(id)).map(({ id }) => id)
}

type Kept = Ask & {
  viewer: Auditor['viewer']
  sender: string
  releaseId: string
  holders: string[]
  at: Date
}

/** Gives the ask's id. */
async function keepAsk(tx: Tx, ctx: Context, kept: Kept): Promise<string> {
  const { viewer, sender, releaseId, holders, at, token, reason, legalBasis } = kept
  const row = {
    id: randomUUID(),
    release_id: releaseId,
    token,
    asker: viewer.memberId,
    asked_by: viewer.personId,
    sender,
    holders,
    reason,
    legal_basis: legalBasis,
    state: 'asked',
    asked_at: at,
    due_at: new Date(at.getTime() + HOLD_MS),
  }
  await tx.insertInto('unsealings').values(row).execute()
  await queueToHolders(tx, ctx, 'asked', { id: row.id, holders, at })
  const statement = `An auditor asked the key holders for whom ${token} stands`
  await recordStep(tx, {
    kind: 'unsealing.asked',
    at,
    by: toActor(viewer),
    row,
    statement,
    details: { reason, legalBasis },
  })
  return row.id
}
