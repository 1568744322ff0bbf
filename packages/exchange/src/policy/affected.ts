import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judge, toMoment } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** Somebody who would know which places run a vendor's systems, as the rules see it. */
export type AffectedQuestion = {
  member: { kind: MemberKind; active: boolean }
  operates: boolean
  context: Asking
}

/** May this member know whom something at a vendor affects, and by which rule? */
export function decideAffected(
  { member, operates, context }: AffectedQuestion,
  policies: PolicySet,
): Decision {
  const { exercise } = context
  return judge(
    'affected',
    { ...toMoment(context), operates },
    [
      { uid: { type: 'Member', id: 'this' }, attrs: member, parents: [] },
      { uid: { type: 'Supply', id: 'this' }, attrs: { exercise }, parents: [] },
    ],
    policies,
  )
}
