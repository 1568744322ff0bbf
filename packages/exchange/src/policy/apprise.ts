import type { MemberKind, Tlp } from '@tocsin/api'
import { judge, type Decision, type Exit } from './decide.ts'
import { loadPolicies, type PolicySet } from './policies.ts'

/** A notice that a member would send to election offices, as the rules see it. */
export type NoticeQuestion = {
  /** `oversees`: an office with places below its own. */
  sender: { kind: MemberKind; active: boolean; oversees: boolean }
  type: 'notice' | 'advisory'
  tlp: Tlp
  hasRelease: boolean
  /** A target lies outside the place that the sender is the office of. */
  outsideOwnPlace: boolean
  /** A place is told and the accountable official of one that it is told with is not. */
  placeAboveLeftOut: boolean
  exercise: boolean
  context: { now: Date; exit: Exit; exercise: boolean }
}

/** May this member send this notice to election offices, and by which rule? */
export function decideApprise(
  question: NoticeQuestion,
  policies: PolicySet = loadPolicies(),
): Decision {
  const { sender, context, ...proposed } = question
  const { oversees, ...member } = sender
  const notice = { ...proposed, senderOversees: oversees }
  const { now, exit, exercise } = context
  return judge(
    'apprise',
    { now: now.getTime(), exit, exercise },
    [
      { uid: { type: 'Member', id: 'this' }, attrs: member, parents: [] },
      { uid: { type: 'Notice', id: 'this' }, attrs: notice, parents: [] },
    ],
    policies,
  )
}
