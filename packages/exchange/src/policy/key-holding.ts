import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** A member that would ask for an opening, or take a step in one. */
export type HoldingQuestion = {
  member: { kind: MemberKind; active: boolean }
  isHolder: boolean
  isSender: boolean
  isDecider: boolean
  /** Whether enough key holders are left where the sender and the decider take no part. */
  canOpen: boolean
  context: Asking
}

/** May this member take part in opening a decision, and by which rule? */
export function decideHolding(
  { member, context, ...standing }: HoldingQuestion,
  policies: PolicySet,
): Decision {
  return judgeMember(
    {
      action: 'hold-key',
      member,
      standing,
      resource: 'Sealed',
      attrs: { toOwnKey: false },
      asking: context,
    },
    policies,
  )
}
