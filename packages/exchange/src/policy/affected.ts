import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
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
  return judgeMember(
    { action: 'affected', member, standing: { operates }, resource: 'Supply', asking: context },
    policies,
  )
}
