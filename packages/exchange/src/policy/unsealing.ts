import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

type Asked = {
  action: 'ask-unsealing'
  /** Two key holders are left where neither the sender nor the auditor's own body takes part. */
  canOpen: boolean
  /** An ask of the same body about this message waits. */
  waits: boolean
  /** The words that go with it may name a person. */
  namesPersons: boolean
}
type Answered = {
  action: 'agree-unsealing' | 'decline-unsealing'
  isHolder: boolean
  isSender: boolean
  /** The charter in force names the member still, and it is active. */
  holdsNow: boolean
  /** Whoever asked may still look into the record. */
  auditorStands: boolean
}
/** A member whose person would ask key holders as an auditor, or answer as one of them. */
export type UnsealingQuestion = (Asked | Answered) & {
  member: { kind: MemberKind; active: boolean }
  recalled: boolean
  context: Asking
}

/** May this member take this step, and by which rule? */
export function decideUnsealing(question: UnsealingQuestion, policies: PolicySet): Decision {
  const { action, member, recalled, context, ...standing } = question
  return judgeMember(
    { action, member, standing, resource: 'Pseudonym', attrs: { recalled }, asking: context },
    policies,
  )
}
