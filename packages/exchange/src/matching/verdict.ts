import { MATCH_KINDS, type MatchingTerms, type MemberKind } from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import { isInOwnWords } from './rules.ts'
import type { Decision } from '../policy/decide.ts'
import { decideAgreeing, decideMatchAsking, type MatchingFacts } from '../policy/matching.ts'

type Side = { kind: MemberKind; active: boolean }
type Pair = { asker: Side | undefined; holder: Side | undefined; inGroup: boolean }

/** Both sides of a pair. Throws `not-found` where one is no member. */
export function bothOf({ asker, holder, inGroup }: Pair): {
  asker: Side
  holder: Side
  inGroup: boolean
} {
  if (!asker || !holder)
    throw new ExchangeError('not-found', 'no such member', { path: '/body/memberId' })
  return { asker, holder, inGroup }
}

function toFacts(
  { asker, holder, inGroup }: ReturnType<typeof bothOf>,
  terms: MatchingTerms,
): MatchingFacts {
  return {
    asker: asker.kind,
    holder: holder.kind,
    bothActive: asker.active && holder.active,
    inGroup,
    isPersonal: terms.kinds.some((kind) => MATCH_KINDS[kind].isPersonal),
    learns: terms.learns,
    rounds: terms.rounds,
  }
}

/** Whether the rules let one side propose these terms, or accept them. */
export function judgeAgreeing(
  ctx: Context,
  pair: ReturnType<typeof bothOf>,
  {
    terms,
    own,
    accepts,
    isProposer,
  }: {
    terms: MatchingTerms
    own: 'asker' | 'holder'
    accepts: boolean
    isProposer: boolean
  },
): Decision {
  const { kind, active } = pair[own]
  const context = { now: ctx.clock.now(), exit: 'api' as const, exercise: ctx.config.exercise }
  const matching = toFacts(pair, terms)
  return decideAgreeing(
    {
      member: { kind, active },
      matching,
      accepts,
      isProposer,
      inOwnWords: isInOwnWords(terms),
      context,
    },
    ctx.policies,
  )
}

export type Asked = {
  inForce: boolean
  isEpoch: boolean
  isAgreed: boolean
  size: number
  roundsLeft: number
  queriesLeft: number
  keepsFloor: boolean
  isReplay: boolean
  isProbing: boolean
}

/** Whether the rules let the asker ask this. */
export function judgeAsking(
  ctx: Context,
  pair: ReturnType<typeof bothOf>,
  terms: MatchingTerms,
  asked: Asked,
): Decision {
  const { kind, active } = pair.asker
  const context = { now: ctx.clock.now(), exit: 'api' as const, exercise: ctx.config.exercise }
  const matching = toFacts(pair, terms)
  return decideMatchAsking({ member: { kind, active }, matching, ...asked, context }, ctx.policies)
}
