import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** What two members match, as the rules see it. */
export type MatchingFacts = {
  asker: MemberKind
  holder: MemberKind
  bothActive: boolean
  inGroup: boolean
  isPersonal: boolean
  learns: string
  rounds: number
}

export type AgreeQuestion = {
  member: { kind: MemberKind; active: boolean }
  matching: MatchingFacts
  accepts: boolean
  isProposer: boolean
  inOwnWords: boolean
  context: Asking
}

export type AskMatchingQuestion = {
  member: { kind: MemberKind; active: boolean }
  matching: MatchingFacts
  inForce: boolean
  isEpoch: boolean
  isAgreed: boolean
  size: number
  roundsLeft: number
  queriesLeft: number
  keepsFloor: boolean
  isReplay: boolean
  isProbing: boolean
  context: Asking
}

/** May this member agree to match this, and by which rule? */
export function decideAgreeing(question: AgreeQuestion, policies: PolicySet): Decision {
  const { member, matching, context, ...standing } = question
  return decideMatching('agree-matching', { member, matching, context, standing }, policies)
}

/** May this member ask this now, and by which rule? */
export function decideMatchAsking(question: AskMatchingQuestion, policies: PolicySet): Decision {
  const { member, matching, context, ...standing } = question
  return decideMatching('ask-matching', { member, matching, context, standing }, policies)
}

function decideMatching(
  action: 'agree-matching' | 'ask-matching',
  {
    member,
    matching,
    context,
    standing,
  }: Pick<AgreeQuestion, 'member' | 'matching' | 'context'> & {
    standing: Record<string, boolean | number>
  },
  policies: PolicySet,
): Decision {
  return judgeMember(
    { action, member, standing, resource: 'Matching', attrs: matching, asking: context },
    policies,
  )
}
