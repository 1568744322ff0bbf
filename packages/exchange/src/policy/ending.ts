import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** An operator who would settle a later end of somebody that is let in until a date. */
export type EndQuestion = {
  action: 'adopt-end' | 'decline-end'
  member: { kind: MemberKind; active: boolean }
  operates: boolean
  isProposer: boolean
  /** It is their own end. */
  isOwn: boolean
  /** Whoever proposed it operates still. */
  proposerStands: boolean
  context: Asking
}

/** May this person settle it so, and by which rule? */
export function decideEnd(question: EndQuestion, policies: PolicySet): Decision {
  const { action, member, context, ...standing } = question
  return judgeMember({ action, member, standing, resource: 'Trail', asking: context }, policies)
}
