import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judge, toMoment } from './decide.ts'
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
  return judge(
    'audit',
    { ...toMoment(context), ...standing, ...(endsAt ? { endsAt: endsAt.getTime() } : {}) },
    [
      { uid: { type: 'Member', id: 'this' }, attrs: auditor, parents: [] },
      { uid: { type: 'Trail', id: 'this' }, attrs: { exercise: context.exercise }, parents: [] },
    ],
    policies,
  )
}
