import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

const DAY_MS = 86_400_000

/** Somebody who would keep the words of a message of its own member back longer, as the rules see it. */
export type WithholdingQuestion = {
  member: { kind: MemberKind; active: boolean }
  /** Holds the role, and is active, now. */
  isReviewer: boolean
  /** From when on the words are public as it stands. */
  textFrom: Date
  context: Asking
}

/** May this person put the day off, and by which rule? */
export function decideWithholding(
  { member, isReviewer, textFrom, context }: WithholdingQuestion,
  policies: PolicySet,
): Decision {
  const left = (textFrom.getTime() - context.now.getTime()) / DAY_MS
  return judgeMember(
    {
      action: 'withhold',
      member,
      standing: { isReviewer },
      resource: 'Registered',
      attrs: { daysLeft: Math.max(0, Math.ceil(left)) },
      asking: context,
    },
    policies,
  )
}
