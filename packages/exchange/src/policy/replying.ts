import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judge, toMoment } from './decide.ts'
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
  return judge(
    'reply',
    { ...toMoment(context), received, isPerson },
    [
      { uid: { type: 'Member', id: 'this' }, attrs: replier, parents: [] },
      {
        uid: { type: 'Said', id: 'this' },
        attrs: { ...said, exercise: context.exercise },
        parents: [],
      },
    ],
    policies,
  )
}
