import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** A member that seals what it decided about a release. */
export type DecidingQuestion = {
  member: { kind: MemberKind; active: boolean }
  received: boolean
  isPerson: boolean
  /** It is sealed to the newest key of the member. */
  toOwnKey: boolean
  context: Asking
}

/** May this member seal a decision, and by which rule? */
export function decideDeciding(
  { member, context, received, isPerson, toOwnKey }: DecidingQuestion,
  policies: PolicySet,
): Decision {
  return judgeMember(
    {
      action: 'decide',
      member,
      standing: { received, isPerson },
      resource: 'Sealed',
      attrs: { toOwnKey },
      asking: context,
    },
    policies,
  )
}
