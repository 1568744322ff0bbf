import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** A joint disclosure as the rules see it; see `schema.cedarschema`. */
export type PolicyDisclosure = {
  purposeNamed: boolean
  charterEnded: boolean
  campaigns: number
  atGate: boolean
}

/** What somebody would do or see there, with how they stand to it. */
export type DisclosureAct =
  | { action: 'propose-disclosure'; belongs: boolean }
  | { action: 'invite-to-disclosure'; isProposer: boolean; belongs: boolean }
  | { action: 'see-disclosure' | 'answer-disclosure'; isAsked: boolean }
  | { action: 'work-on-part' | 'offer-instant'; takesPart: boolean }
  | { action: 'sign-research' }
  | { action: 'read-full'; isOwn: boolean; signed: boolean }

/** May this member do or see that of a joint disclosure, and by which rule? */
export function decideDisclosing(
  member: { kind: MemberKind; active: boolean },
  { action, ...standing }: DisclosureAct,
  about: PolicyDisclosure,
  asking: Asking,
  policies: PolicySet,
): Decision {
  return judgeMember(
    { action, member, standing, resource: 'Disclosure', attrs: about, asking },
    policies,
  )
}
