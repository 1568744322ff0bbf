import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** Somebody who would look into the record of all members, as the rules see it. */
export type AuditQuestion = {
  auditor: { kind: MemberKind; active: boolean }
  isAuditor: boolean
  /** Holds no other role. */
  standsAlone: boolean
  isMachine: boolean
  /** When the invitation ends; undefined where it names no date. */
  endsAt: Date | undefined
  context: Asking
}

/** May this person look into the record, and by which rule? */
export function decideAudit(question: AuditQuestion, policies: PolicySet): Decision {
  const { auditor, endsAt, context, ...standing } = question
  return judgeMember(
    {
      action: 'audit',
      member: auditor,
      standing: { ...standing, ...(endsAt ? { endsAt: endsAt.getTime() } : {}) },
      resource: 'Trail',
      asking: context,
    },
    policies,
  )
}
