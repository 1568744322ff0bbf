import type { MatchKind } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { type Actor, toActor } from '../log/actor.ts'
import type { Decision } from '../policy/decide.ts'
import { recordRefusals } from '../refusals/record.ts'
import { refuseOutside } from './agree.ts'
import { epochAt, keepsFloor, toBudget } from './rules.ts'
import { findPair, lockMatching, type MatchingRow, recordMatching } from './store.ts'
import { type Asked, bothOf, judgeAsking } from './verdict.ts'

const DAY_MS = 86_400_000
/** How long a round waits for its next step. */
export const WAIT_MS = DAY_MS

export type Question = { kind: MatchKind; epoch: number; size: number }

/**
 * Begins a round: it is taken off the budget at once, whatever becomes of it. Gives its id. Throws `not-found` for whoever is not the
 * side that asks, and `refused-by-policy`, which both sides see.
 */
export async function beginRound(
  ctx: Context,
  by: Actor,
  id: string,
  question: Question,
): Promise<string> {
  return refuseOutside(
    await ctx.database.db.transaction().execute(async (tx) => {
      const matching = await lockAsAsker(tx, by, id)
      const { asked, decision } = await judge(tx, ctx, matching, question, {})
      if (!decision.allow) return refuseAsking(tx, ctx, by, matching, decision, question)
      const at = ctx.clock.now()
      const round = randomUUID()
      const { asker, holder } = matching
      await tx
        .insertInto('matching_rounds')
        .values({
          id: round,
          matching_id: id,
          asker,
          holder,
          ...question,
          state: 'begun',
          started_at: at,
          due_at: new Date(at.getTime() + WAIT_MS),
          asked_before: asked,
        })
        .execute()
      return round
    }),
  )
}

/** Records that a list was not asked since it looks made up. Throws `not-found`; both sides see it. */
export async function reportProbe(
  ctx: Context,
  by: Actor,
  id: string,
  probe: { kind: MatchKind; pattern: string; count: number },
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const matching = await lockAsAsker(tx, by, id)
    const epoch = currentEpoch(matching, ctx.clock.now())
    const question = { kind: probe.kind, epoch, size: matching.terms.askerSize }
    const { decision } = await judge(tx, ctx, matching, question, { isProbing: true })
    await refuseAsking(tx, ctx, by, matching, decision, { ...question, ...probe })
  })
}

/** The epoch that runs; -1 where none does. */
export function currentEpoch({ accepted_at, terms }: MatchingRow, now: Date): number {
  return accepted_at ? epochAt(accepted_at, terms, now) : -1
}

async function lockAsAsker(tx: Tx, by: Actor, id: string): Promise<MatchingRow> {
  const matching = await lockMatching(tx, by.memberId, id)
  if (matching.asker !== by.memberId)
    throw new ExchangeError('not-found', 'no such matching in which your organisation asks')
  return matching
}

/** What the rules say of a question, and how many of its kind were asked before it. */
export async function judge(
  tx: Tx,
  ctx: Context,
  matching: MatchingRow,
  { kind, epoch, size }: Question,
  seen: Partial<Pick<Asked, 'isReplay' | 'isProbing'>>,
): Promise<{ asked: number; decision: Decision }> {
  const { terms, state, until } = matching
  const now = ctx.clock.now()
  const used = await findUse(tx, matching.id, { kind, epoch })
  const { roundsLeft } = toBudget(terms, kind, used)
  const pair = bothOf(await findPair(tx, matching.asker, matching.holder, now))
  const decision = judgeAsking(ctx, pair, terms, {
    inForce: state === 'in-force' && until > now,
    isEpoch: epoch === currentEpoch(matching, now),
    isAgreed: terms.kinds.includes(kind) && size === terms.askerSize,
    size,
    roundsLeft,
    // What guesswork leaves is a rule of its own.
    queriesLeft: Math.max(0, terms.queries - used.asked),
    keepsFloor: keepsFloor(terms, kind, used.asked + size),
    isReplay: false,
    isProbing: false,
    ...seen,
  })
  return { asked: used.asked, decision }
}

async function findUse(
  tx: Tx,
  matchingId: string,
  { kind, epoch }: { kind: string; epoch: number },
): Promise<{ asked: number; rounds: number }> {
  const row = await tx
    .selectFrom('matching_rounds')
    .select(({ fn }) => [fn.sum<number>('size').as('asked'), fn.countAll<number>().as('rounds')])
    .where('matching_id', '=', matchingId)
    .where('epoch', '=', epoch)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  return { asked: Number(row.asked ?? 0), rounds: Number(row.rounds) }
}

/** Writes a refusal where both sides see it, and among what rules refused to whoever asked. */
export async function refuseAsking(
  tx: Tx,
  ctx: Context,
  by: Actor,
  matching: MatchingRow,
  decision: Decision,
  details: object,
): Promise<Decision> {
  const at = ctx.clock.now()
  const { id, asker, holder } = matching
  const { rule, reason } = decision
  await tx
    .insertInto('matching_refusals')
    .values({
      id: randomUUID(),
      matching_id: id,
      asker,
      holder,
      at,
      by_member: by.memberId,
      rule,
      reason,
    })
    .execute()
  const doer = toActor(by)
  const toMember = by.memberId === asker ? holder : asker
  const act = 'ask-matching'
  await recordRefusals(tx, at, [{ act, subject: `matching:${id}`, by: doer, toMember, decision }])
  const statement = `A rule refused a question of a private matching: ${reason}`
  const said = { rule, ...details }
  await recordMatching(tx, {
    kind: 'matching.refused',
    at,
    by: doer,
    matching,
    statement,
    details: said,
  })
  return decision
}
