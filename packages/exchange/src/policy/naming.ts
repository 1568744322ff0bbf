import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

const DAY_MS = 86_400_000

/** A release that names an identifier, and whoever would be told so. */
export type NamingQuestion = {
  /** The member that released it. */
  senderKind: MemberKind
  releasedAt: Date
  /** Milliseconds for which nothing else that stood named the same, after it was taken back or corrected; undefined of one that stands. */
  quietFor: number | undefined
  isProven: boolean
  context: Asking
}

/** May the exchange tell that this release names the identifier, and by which rule? */
export function decideNaming(question: NamingQuestion, policies: PolicySet): Decision {
  const { senderKind, releasedAt, quietFor, isProven, context } = question
  return judgeMember(
    {
      action: 'tell-named',
      // What it released it released, whether it takes part now or is suspended: else that would be told.
      member: { kind: senderKind, active: true },
      standing: { isProven },
      resource: 'Naming',
      attrs: {
        daysSinceRelease: wholeDays(context.now.getTime() - releasedAt.getTime()),
        quietDays: quietFor === undefined ? -1 : wholeDays(quietFor),
      },
      asking: context,
    },
    policies,
  )
}

function wholeDays(ms: number): number {
  return Math.floor(ms / DAY_MS)
}
