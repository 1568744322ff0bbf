import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** Words that follow a release, such as why it is taken back, on their way to a holder, as the rules see them. */
export type TellingQuestion = {
  holder: { kind: MemberKind; active: boolean }
  sender: { kind: MemberKind; active: boolean }
  asksForAction: boolean
  /** They are about an advisory and name something on the net. */
  attachesAdvisory: boolean
  context: Asking
}

/** May this holder be told these words, and by which rule? */
export function decideTelling(
  { holder, context, ...said }: TellingQuestion,
  policies: PolicySet,
): Decision {
  return judgeMember(
    { action: 'tell', member: holder, resource: 'Words', attrs: said, asking: context },
    policies,
  )
}
