import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** Somebody who would propose a version of a charter, or settle one, as the rules see it. */
export type CharterQuestion = {
  member: { kind: MemberKind; active: boolean }
  operates: boolean
  /** Is a second reviewer of a member that belongs to the group. */
  reviewsForMember: boolean
  isProposer: boolean
  proposerTakesPart: boolean
  bothSides: boolean
  context: Asking
}

/** May this person propose, or adopt what is proposed, and by which rule? */
export function decideCharter(
  action: 'propose' | 'adopt',
  { member, proposerTakesPart, bothSides, context, ...standing }: CharterQuestion,
  policies: PolicySet,
): Decision {
  const attrs = { proposerTakesPart, bothSides }
  return judgeMember(
    { action, member, standing, resource: 'Charter', attrs, asking: context },
    policies,
  )
}
