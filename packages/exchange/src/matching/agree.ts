import type { MatchingTerms } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { lockMember } from '../members/store.ts'
import type { Decision } from '../policy/decide.ts'
import { recordRefusals } from '../refusals/record.ts'
import { admitWords } from '../told-first/words.ts'
import { faultOfTerms } from './rules.ts'
import { findPair, lockMatching, type MatchingRow, type Person, recordMatching } from './store.ts'
import { bothOf, judgeAgreeing } from './verdict.ts'

export type Proposal = {
  memberId: string
  own: 'asker' | 'holder'
  terms: MatchingTerms
  publicKey: string
}

/** Proposals of one member that may wait at a time. */
const MOST_WAITING = 50

/**
 * Proposes a private matching; gives its id. Throws `bad-request` for terms that cannot be, `not-found` for no member, `conflict` for
 * too many that wait, and `refused-by-policy`, on record.
 */
export async function proposeMatching(
  ctx: Context,
  by: Person,
  proposal: Proposal,
): Promise<string> {
  const { own, terms } = proposal
  const at = ctx.clock.now()
  const fault = faultOfTerms(terms, at)
  if (fault)
    throw new ExchangeError('bad-request', fault.words, { path: `/body/terms/${fault.path}` })
  if (proposal.memberId === by.memberId)
    throw new ExchangeError('bad-request', 'name another member', { path: '/body/memberId' })
  await admitWords(ctx, by, {
    act: 'matching.propose',
    subject: `member:${proposal.memberId}`,
    words: [terms.purpose],
  })
  const sides =
    own === 'asker'
      ? { asker: by.memberId, holder: proposal.memberId }
      : { asker: proposal.memberId, holder: by.memberId }
  return refuseOutside(
    await ctx.database.db.transaction().execute((tx) => proposeIn(tx, ctx, by, proposal, sides)),
  )
}

async function proposeIn(
  tx: Tx,
  ctx: Context,
  by: Person,
  { own, terms, publicKey }: Proposal,
  sides: { asker: string; holder: string },
): Promise<string | Decision> {
  const at = ctx.clock.now()
  const pair = bothOf(await findPair(tx, sides.asker, sides.holder, at))
  const decision = judgeAgreeing(ctx, pair, { terms, own, accepts: false, isProposer: true })
  const id = randomUUID()
  if (!decision.allow) return refuseAgreeing(tx, { at, by, sides, decision })
  await refuseMany(tx, by.memberId)
  await tx
    .insertInto('matchings')
    .values({
      id,
      ...sides,
      terms: JSON.stringify(terms),
      until: terms.until,
      state: 'proposed',
      proposer: by.memberId,
      proposed_by: by.personId,
      proposed_at: at,
      [own === 'asker' ? 'asker_key' : 'holder_key']: publicKey,
    })
    .execute()
  const statement = 'Proposed to match lists privately'
  await recordMatching(tx, {
    kind: 'matching.proposed',
    at,
    by: toActor(by),
    matching: { id, ...sides },
    statement,
    details: { terms, proposer: own, publicKey },
  })
  return id
}

async function refuseMany(tx: Tx, memberId: string): Promise<void> {
  await lockMember(tx, memberId)
  const waiting = await tx
    .selectFrom('matchings')
    .select('id')
    .where('proposer', '=', memberId)
    .where('state', '=', 'proposed')
    .limit(MOST_WAITING)
    .execute()
  if (waiting.length >= MOST_WAITING)
    throw new ExchangeError(
      'conflict',
      `at most ${MOST_WAITING} proposals of a member wait at a time`,
    )
}

/**
 * Accepts what the other side proposed: from here on its first epoch runs. Throws `not-found`, `conflict` where it waits no longer, and
 * `refused-by-policy`, on record.
 */
export async function acceptMatching(
  ctx: Context,
  by: Person,
  id: string,
  publicKey: string,
): Promise<void> {
  refuseOutside(
    await ctx.database.db.transaction().execute(async (tx) => {
      const row = await lockMatching(tx, by.memberId, id)
      const at = ctx.clock.now()
      if (row.state !== 'proposed' || row.until <= at)
        throw new ExchangeError('conflict', 'this proposal waits no longer')
      const own = sideOf(row, by.memberId)
      const pair = bothOf(await findPair(tx, row.asker, row.holder, at))
      const isProposer = row.proposer === by.memberId
      const asked = { terms: row.terms, own, accepts: true, isProposer }
      const decision = judgeAgreeing(ctx, pair, asked)
      if (!decision.allow) return refuseAgreeing(tx, { at, by, sides: row, decision })
      await tx
        .updateTable('matchings')
        .set({
          state: 'in-force',
          accepted_by: by.personId,
          accepted_at: at,
          [own === 'asker' ? 'asker_key' : 'holder_key']: publicKey,
        })
        .where('id', '=', id)
        .execute()
      const statement = 'Accepted to match lists privately'
      await recordMatching(tx, {
        kind: 'matching.accepted',
        at,
        by: toActor(by),
        matching: row,
        statement,
        details: { publicKey },
      })
      return id
    }),
  )
}

/** Which of the two sides a member is. */
export function sideOf(
  { asker }: Pick<MatchingRow, 'asker'>,
  memberId: string,
): 'asker' | 'holder' {
  return asker === memberId ? 'asker' : 'holder'
}

async function refuseAgreeing(
  tx: Tx,
  {
    at,
    by,
    sides,
    decision,
  }: {
    at: Date
    by: Person
    sides: { asker: string; holder: string }
    decision: Decision
  },
): Promise<Decision> {
  const toMember = sides.asker === by.memberId ? sides.holder : sides.asker
  const subject = 'a private matching'
  await recordRefusals(tx, at, [
    { act: 'agree-matching', subject, by: toActor(by), toMember, decision },
  ])
  return decision
}

/** What a transaction came to; a refusal was written by it, and is thrown once it stands. */
export function refuseOutside(outcome: string | Decision): string {
  if (typeof outcome === 'string') return outcome
  throw new ExchangeError('refused-by-policy', outcome.reason, { rule: outcome.rule })
}
