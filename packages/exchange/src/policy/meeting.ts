import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** A meeting as the rules see it; see `schema.cedarschema`. */
export type PolicyMeeting = {
  purposeNamed: boolean
  charterEnded: boolean
  campaigns: number
  atGate: boolean
}

/** What somebody would do there, with how they stand to it. */
export type MeetingAct =
  | { action: 'call'; belongs: boolean; isCaller: boolean }
  | { action: 'attend'; isInvited: boolean; isMachine: boolean }
  | { action: 'say'; namesThings: boolean }
  | { action: 'promise'; isOwn: boolean }

/** May this member do that in or with the meeting, and by which rule? */
export function decideMeeting(
  member: { kind: MemberKind; active: boolean },
  { action, ...standing }: MeetingAct,
  meeting: PolicyMeeting,
  asking: Asking,
  policies: PolicySet,
): Decision {
  return judgeMember(
    { action, member, standing, resource: 'Meeting', attrs: meeting, asking },
    policies,
  )
}
