import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** Somebody who would approve a message of its own member, as the rules see it. */
export type ApprovalQuestion = {
  member: { kind: MemberKind; active: boolean }
  isAuthor: boolean
  /** Holds the role, and is active, now. */
  isReviewer: boolean
  /** Whoever wrote it may still write for the member. */
  authorActive: boolean
  context: Asking
}

/** May this person approve the message, and by which rule? */
export function decideApproval(
  { member, authorActive, context, ...standing }: ApprovalQuestion,
  policies: PolicySet,
): Decision {
  return judgeMember(
    {
      action: 'approve',
      member,
      standing,
      resource: 'Waiting',
      attrs: { authorActive },
      asking: context,
    },
    policies,
  )
}
