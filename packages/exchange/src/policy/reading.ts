import type { MemberKind } from '@tocsin/api'
import { type Asking, type Decision, judgeMember } from './decide.ts'
import type { PolicySet } from './policies.ts'

/** Somebody who would read a notice, as the rules see it. */
export type OpeningQuestion = {
  /** Whoever comes by a mailed link stands for the office that it was mailed to. */
  reader: { kind: MemberKind; active: boolean }
  /** The notice is made out to the reader's office. */
  isTarget: boolean
  isSender: boolean
  /** The notice is made out to an office of a place below the reader's. */
  isAbove: boolean
  operates: boolean
  byLink: boolean
  linkEnded: boolean
  context: Asking
}

/** May this reader see this notice at this exit, and by which rule? */
export function decideOpening(question: OpeningQuestion, policies: PolicySet): Decision {
  const { reader, context, linkEnded, ...standing } = question
  return judgeMember(
    {
      action: 'open',
      member: reader,
      standing,
      resource: 'Told',
      attrs: { linkEnded },
      asking: context,
    },
    policies,
  )
}

/** Somebody who would have the receipt of an act, as the rules see it. */
export type ProofQuestion = {
  reader: { kind: MemberKind; active: boolean }
  /** The reader took part in the act, or was told of it. */
  isParty: boolean
  isMachine: boolean
  /** The act is about a release under TLP:RED or PAP:RED. */
  peopleOnly: boolean
  context: Asking
}

/** May this reader have the receipt, which holds what was stated, and by which rule? */
export function decideProof(question: ProofQuestion, policies: PolicySet): Decision {
  const { reader, context, peopleOnly, ...standing } = question
  return judgeMember(
    {
      action: 'prove',
      member: reader,
      standing,
      resource: 'Entry',
      attrs: { peopleOnly },
      asking: context,
    },
    policies,
  )
}

/** A member's machine at a feed, as the rules see it. Which releases are in it was judged at each release. */
export type FeedQuestion = {
  reader: { kind: MemberKind; active: boolean }
  /** The reader belongs to the group of the feed now. */
  belongs: boolean
  context: Asking
}

/** May this machine read the feed of a group, and by which rule? */
export function decideFeed(question: FeedQuestion, policies: PolicySet): Decision {
  const { reader, belongs, context } = question
  return judgeMember(
    { action: 'collect', member: reader, standing: { belongs }, resource: 'Feed', asking: context },
    policies,
  )
}
