import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** A pseudonym, and the member that would be told whom it stands for. */
type About = {
  asker: { kind: MemberKind; active: boolean }
  recalled: boolean
  expiresAt: Date | undefined
  /** The asker is in the group that the message was released to. */
  belongs: boolean
  /** How many others of the message would still be masked for it. */
  othersMasked: number
  /** The words that go with it may name a person. */
  namesPersons: boolean
  context: Asking
}

export type AskQuestion = About & {
  received: boolean
  /** An ask of the same member about this message waits. */
  waits: boolean
  /** Of this member and pseudonym. */
  decidedBefore: boolean
  askedBefore: number
}

export type UnmaskQuestion = About & {
  action: 'unmask' | 'decline-unmasking'
  isReviewer: boolean
  isAuthor: boolean
  /** Whoever asked may still act for the asker. */
  askerActive: boolean
}

/** May a person of this member ask, and by which rule? */
export function decideAsk(question: AskQuestion, policies: PolicySet): Decision {
  const { asker, recalled, expiresAt, context, ...standing } = question
  return decideAbout('ask-unmasking', { asker, recalled, expiresAt, context }, standing, policies)
}

/** May this person of the sender tell the asker, or decline to, and by which rule? */
export function decideUnmasking(question: UnmaskQuestion, policies: PolicySet): Decision {
  const { action, asker, recalled, expiresAt, context, ...standing } = question
  return decideAbout(action, { asker, recalled, expiresAt, context }, standing, policies)
}

function decideAbout(
  action: string,
  {
    asker,
    recalled,
    expiresAt,
    context,
  }: Pick<About, 'asker' | 'recalled' | 'expiresAt' | 'context'>,
  standing: Record<string, boolean | number>,
  policies: PolicySet,
): Decision {
  return judgeMember(
    {
      action,
      member: asker,
      // To the millisecond, since the end of a message may lie within a second.
      standing: { ...standing, now: context.now.getTime() },
      resource: 'Pseudonym',
      attrs: { recalled, ...(expiresAt && { expiresAt: expiresAt.getTime() }) },
      asking: context,
    },
    policies,
  )
}
