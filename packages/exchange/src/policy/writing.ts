import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** Words that a member writes and another reads. */
export type WritingQuestion = {
  writer: { kind: MemberKind; active: boolean }
  /** Whether they name what imitates a defended party that is to be told first. */
  partyFirst: boolean
  context: Asking
}

/** May these words be written to others, and by which rule? */
export function decideWriting(
  { writer, partyFirst, context }: WritingQuestion,
  policies: PolicySet,
): Decision {
  return judgeMember(
    {
      action: 'write',
      member: writer,
      resource: 'Written',
      attrs: { partyFirst },
      asking: context,
    },
    policies,
  )
}
