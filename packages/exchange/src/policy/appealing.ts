import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** What somebody would do with an appeal, with how they stand to it. */
export type AppealAct =
  | { action: 'bring-appeal'; holds: boolean; isPerson: boolean }
  | { action: 'hear-appeal' }
  | { action: 'answer-appeal'; reached: boolean; isPerson: boolean }

/** An appeal as the rules see it; see `schema.cedarschema`. */
export type PolicyAppeal = { governmentToo: boolean; byCampaign: boolean }

/** May this member do that, and by which rule? */
export function decideAppeal(
  member: { kind: MemberKind; active: boolean },
  { action, ...standing }: AppealAct,
  about: PolicyAppeal,
  asking: Asking,
  policies: PolicySet,
): Decision {
  return judgeMember(
    { action, member, standing, resource: 'Appeal', attrs: about, asking },
    policies,
  )
}
