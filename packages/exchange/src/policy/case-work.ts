import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** A case as the rules see it; see `schema.cedarschema`. */
export type PolicyCase = {
  purposeNamed: boolean
  charterEnded: boolean
  campaigns: number
  atGate: boolean
  governmentTitle: boolean
  governmentAdvisory: boolean
}

/** What somebody would do or see there, with how they stand to it. */
export type CaseAct =
  | { action: 'open-case'; belongs: boolean; toBehindGate: boolean; asksForAction: boolean }
  | { action: 'invite-to-case'; isLead: boolean; belongs: boolean; toBehindGate: boolean }
  | { action: 'lead-case'; isLead: boolean }
  | { action: 'merge-cases'; isLead: boolean }
  | { action: 'take-lead'; takesPart: boolean }
  | { action: 'see-case'; isInvited: boolean; isMachine: boolean }
  | {
      action: 'work-in-case'
      takesPart: boolean
      toBehindGate: boolean
      asksForAction: boolean
      isAdvisory: boolean
    }
  | { action: 'see-of-member'; ofBehindGate: boolean }
  | { action: 'write-step'; isOwn: boolean }
  | { action: 'offer-step'; takesPart: boolean; toBehindGate: boolean }
  | { action: 'say-to-instant'; isOwn: boolean }
  | { action: 'see-said'; ofBehindGate: boolean; ofGovernment: boolean }

/** May this member do or see that in a case, and by which rule? */
export function decideCase(
  member: { kind: MemberKind; active: boolean },
  { action, ...standing }: CaseAct,
  about: PolicyCase,
  asking: Asking,
  policies: PolicySet,
): Decision {
  return judgeMember({ action, member, standing, resource: 'Case', attrs: about, asking }, policies)
}
