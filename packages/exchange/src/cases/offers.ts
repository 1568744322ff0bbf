/** Offering a step to another member. Whether it is taken is that member's, and shown to the two of them alone. */
import type { BodyOf, offerCaseStep } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import type { Decision } from '../policy/decide.ts'
import { isBehindGate } from '../sharing/rules.ts'
import { isReading } from './rules.ts'
import { findUnwritable, insertStep } from './steps.ts'
import { type Locked, recordOwn, tell } from './store.ts'
import { admitToCase, ask, findNotAtWork, inCase, refuseClosed } from './verdict.ts'

/** So many offers of one member to another in one case. */
const MOST_OFFERS = 200

/**
 * Offers a step; gives the offer's id. Throws `refused-by-policy`, on record, where a rule stands against it; `not-found` for whom the
 * case does not hold.
 */
export async function offerStep(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { to, words, dueAt }: BodyOf<typeof offerCaseStep>,
): Promise<string> {
  await admitToCase(ctx, who, { act: 'case.offer', subject: `case:${id}`, words })
  const offerId = randomUUID()
  await inCase(ctx, who, { id, act: 'case.offer' }, async (tx, locked) => {
    refuseClosed(locked)
    const { row, parties, own } = locked
    const target = parties.find((one) => one.id === to && one.id !== who.memberId)
    const toBehindGate = target !== undefined && isBehindGate(target.kind)
    // Asked before whether it still takes part, which a body of government does not learn of a platform.
    const takesPart = own?.state === 'joined'
    const decision = ask(ctx, who, { action: 'offer-step', takesPart, toBehindGate })
    if (!decision.allow) return decision
    if (!target || !isReading(target))
      throw new ExchangeError('not-found', 'this member takes no part in the case', {
        path: '/body/to',
      })
    const refused = findNotAtWork(ctx, who, locked, { words: [words], readers: [to] })
    if (refused) return refused
    await refuseMore(tx, id, who.memberId, to)
    const at = ctx.clock.now()
    await tx
      .insertInto('case_offers')
      .values({
        id: offerId,
        case_id: id,
        from_member: who.memberId,
        to_member: to,
        person_id: who.personId,
        words,
        due_at: dueAt ?? null,
        offered_at: at,
        state: 'open',
        answered_by: null,
      })
      .execute()
    const payload = { offer: offerId, to, words, dueAt: dueAt ?? null }
    await recordOwn(tx, who, row, { statement: 'A member offered a step in a case', at, payload })
    await tell(tx, who, locked, { act: 'offered', at, about: to, heard: [to] })
    return undefined
  })
  return offerId
}

async function refuseMore(tx: Tx, id: string, from: string, to: string): Promise<void> {
  const { made } = await tx
    .selectFrom('case_offers')
    .select((eb) => eb.fn.countAll<number>().as('made'))
    .where('case_id', '=', id)
    .where('from_member', '=', from)
    .where('to_member', '=', to)
    .executeTakeFirstOrThrow()
  if (Number(made) >= MOST_OFFERS)
    throw new ExchangeError('too-large', `a member offers another one at most ${MOST_OFFERS} steps`)
}

type Answer = 'taken' | 'declined' | 'withdrawn'

/**
 * Takes an offer, which makes an own step of it, declines it, or withdraws an own one. The same answer twice is one; another one
 * after it is a `conflict`. Throws `not-found` for whoever it is not of.
 */
export async function answerOffer(
  ctx: Context,
  who: PersonViewer,
  { id, offer }: { id: string; offer: string },
  answer: Answer,
): Promise<void> {
  await inCase(ctx, who, { id, act: 'case.offer' }, async (tx, locked) => {
    refuseClosed(locked)
    const row = await tx
      .selectFrom('case_offers')
      .selectAll()
      .where('id', '=', offer)
      .where('case_id', '=', id)
      .where(answer === 'withdrawn' ? 'from_member' : 'to_member', '=', who.memberId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'no such offer')
    if (row.state === answer) return undefined
    if (row.state !== 'open') throw new ExchangeError('conflict', `this offer was ${row.state}`)
    const refused = await take(tx, ctx, who, locked, { offer: row, answer })
    if (refused) return refused
    const at = ctx.clock.now()
    await tx
      .updateTable('case_offers')
      .set({ state: answer, answered_at: at, answered_by: who.personId })
      .where('id', '=', offer)
      .execute()
    const other = answer === 'withdrawn' ? row.to_member : row.from_member
    const statement = `A member had an offered step ${answer} in a case`
    await recordOwn(tx, who, locked.row, { statement, at, payload: { offer } })
    await tell(tx, who, locked, { act: `offer-${answer}`, at, about: other, heard: [other] })
    return undefined
  })
}

async function take(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  locked: Locked,
  { offer, answer }: { offer: { id: string; words: string; due_at: Date | null }; answer: Answer },
): Promise<Decision | undefined> {
  if (answer !== 'taken') return findNotAtWork(ctx, who, locked)
  const refused = findUnwritable(ctx, who, locked, offer.words)
  if (refused) return refused
  const dueAt = offer.due_at?.toISOString()
  const fresh = { editId: randomUUID(), words: offer.words, dueAt, offerId: offer.id }
  await insertStep(tx, ctx, who, locked, fresh)
  return undefined
}
