import type { MemberKind, NoticeKind, Tlp } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import { rankOf } from './release-entity.ts'
import type { PolicySet } from './policies.ts'

/** A notice that a member would send to election offices, as the rules see it. */
export type NoticeQuestion = {
  /** `oversees`: an office with places below its own. */
  sender: { kind: MemberKind; active: boolean; oversees: boolean }
  type: NoticeKind
  tlp: Tlp
  /** Marking of the release that it points to, where it does. */
  releaseTlp: Tlp | null
  /** A target lies outside the place that the sender is the office of. */
  outsideOwnPlace: boolean
  /** A place is told and the accountable official of one that it is told with is not. */
  placeAboveLeftOut: boolean
  /** It is about a vendor or system, and an office that runs it, or the vendor itself, is not told. */
  affectedLeftOut: boolean
  /** It tells offices that their place is not known to be hit, and its words name one that is. */
  namesHit: boolean
  exercise: boolean
  context: Asking
}

/** May this member send this notice to election offices, and by which rule? */
export function decideApprise(question: NoticeQuestion, policies: PolicySet): Decision {
  const { sender, context, exercise, releaseTlp, ...said } = question
  const { oversees, ...member } = sender
  const notice = {
    ...said,
    senderOversees: oversees,
    hasRelease: releaseTlp !== null,
    tlpRank: rankOf(said.tlp),
    releaseTlpRank: rankOf(releaseTlp),
  }
  return judgeMember(
    { action: 'apprise', member, resource: 'Notice', attrs: notice, asking: context, exercise },
    policies,
  )
}

/** A notice that its sender would close, as the rules see it. */
export type ClosingQuestion = {
  sender: { kind: MemberKind; active: boolean }
  /** Some of its offices have neither understood nor acted. */
  unserved: boolean
  hasReason: boolean
  context: Asking
}

/** May this member close its notice, and by which rule? */
export function decideClosing(
  { sender, context, ...closing }: ClosingQuestion,
  policies: PolicySet,
): Decision {
  return judgeMember(
    { action: 'close', member: sender, resource: 'Closing', attrs: closing, asking: context },
    policies,
  )
}

/** A notice that its sender would correct or clear, as the rules see it. */
export type CorrectingQuestion = {
  sender: { kind: MemberKind; active: boolean }
  type: NoticeKind
  context: Asking
}

/** May this member correct or clear its notice, and by which rule? */
export function decideCorrecting(
  { sender, context, type }: CorrectingQuestion,
  policies: PolicySet,
): Decision {
  return judgeMember(
    { action: 'correct', member: sender, resource: 'Correcting', attrs: { type }, asking: context },
    policies,
  )
}

/** A notice that everybody could read, as the rules see it. */
export type PublishingQuestion = {
  sender: { kind: MemberKind; active: boolean }
  type: NoticeKind
  tlp: Tlp
  /** It corrects or clears one that not everybody can read. */
  correctsHidden: boolean
  context: Asking
}

/** May everybody read this notice, and by which rule? */
export function decidePublishing(
  { sender, context, ...notice }: PublishingQuestion,
  policies: PolicySet,
): Decision {
  return judgeMember(
    { action: 'publish', member: sender, resource: 'Publishing', attrs: notice, asking: context },
    policies,
  )
}
