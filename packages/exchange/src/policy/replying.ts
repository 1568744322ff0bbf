import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** A reply to a release on its way to one of those it is addressed to. */
export type ReplyQuestion = {
  replier: { kind: MemberKind; active: boolean }
  toSender: boolean
  inGroup: boolean
  toGovernment: boolean
  named: boolean
  toBehindGate: boolean
  hasWords: boolean
  received: boolean
  isPerson: boolean
  context: Asking
}

/** May this be said to this member, and by which rule? */
export function decideReply(
  { replier, context, received, isPerson, ...said }: ReplyQuestion,
  policies: PolicySet,
): Decision {
  return judgeMember(
    {
      action: 'reply',
      member: replier,
      standing: { received, isPerson },
      resource: 'Said',
      attrs: said,
      asking: context,
    },
    policies,
  )
}
