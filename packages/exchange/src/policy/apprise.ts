import type { MemberKind, Tlp } from '@tocsin/api'
import { judge, type Decision, type Exit } from './decide.ts'
import { loadPolicies, type PolicySet } from './policies.ts'

/** A notice that a member would send to election offices, as the rules see it. */
export type NoticeQuestion = {
  sender: { kind: MemberKind; active: boolean }
  type: 'notice' | 'advisory'
  tlp: Tlp
  hasRelease: boolean
  /** A target lies outside the state or county that the sender is the office of. */
  outsideOwnPlace: boolean
  /** A county is told and the chief election official of its state is not. */
  stateLeftOut: boolean
  exercise: boolean
  context: { now: Date; exit: Exit; exercise: boolean }
}

/** May this member send this notice to election offices, and by which rule? */
export function decideApprise(
  question: NoticeQuestion,
  policies: PolicySet = loadPolicies(),
): Decision {
  const { sender, context, ...notice } = question
  const { now, exit, exercise } = context
  return judge(
    'apprise',
    { now: now.getTime(), exit, exercise },
    [
      { uid: { type: 'Member', id: 'this' }, attrs: sender, parents: [] },
      { uid: { type: 'Notice', id: 'this' }, attrs: notice, parents: [] },
    ],
    policies,
  )
}
