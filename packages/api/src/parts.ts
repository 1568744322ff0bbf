import Type, { type Static } from 'typebox'
import { Id, Instant, Line, MemberRef, Prose, Tlp } from './scalars.ts'

const StixId = Type.String({ pattern: '^[a-z0-9-]+--[0-9a-f-]{36}$', maxLength: 300 })

/** What a statement is made of. Each part is a release of its own: its marking, its clock and its readers are its own. */
export const PART_KINDS = ['facts', 'attribution', 'advice'] as const
export const PartKind = Type.Enum(PART_KINDS)
export type PartKind = Static<typeof PartKind>

/** How likely something is (ICD 203, D.6.e.2.a): the words of each band, and its percentages. */
export const LIKELIHOODS = {
  'almost-no-chance': { words: 'almost no chance', from: 1, to: 5 },
  'very-unlikely': { words: 'very unlikely', from: 5, to: 20 },
  unlikely: { words: 'unlikely', from: 20, to: 45 },
  'roughly-even-chance': { words: 'roughly even chance', from: 45, to: 55 },
  likely: { words: 'likely', from: 55, to: 80 },
  'very-likely': { words: 'very likely', from: 80, to: 95 },
  'almost-certain': { words: 'almost certain', from: 95, to: 99 },
} as const
export type Likelihood = keyof typeof LIKELIHOODS
export const Likelihood = Type.Enum(Object.keys(LIKELIHOODS) as Likelihood[])

/** How well founded a judgement is (ICD 203), each with its value on the scale None / Low / Med / High of STIX 2.1, appendix A. */
export const CONFIDENCES = { low: 15, moderate: 50, high: 85 } as const
export type Confidence = keyof typeof CONFIDENCES
export const Confidence = Type.Enum(Object.keys(CONFIDENCES) as Confidence[])

/** Who is held to be behind it: likelihood and confidence are picked, each in a place of its own. */
export const Attribution = Type.Object({
  actor: Line,
  likelihood: Likelihood,
  confidence: Confidence,
  /** What the judgement rests on. */
  basis: Prose,
})
export type Attribution = Static<typeof Attribution>

/** The same while it is written: what is not said yet is empty or absent. */
export const OpenAttribution = Type.Object({
  actor: Type.Union([Type.Literal(''), Line]),
  likelihood: Type.Optional(Likelihood),
  confidence: Type.Optional(Confidence),
  basis: Type.Union([Type.Literal(''), Prose]),
})
export type OpenAttribution = Static<typeof OpenAttribution>

/** What is still to be said of an attribution, in words; it is whole where that is nothing. */
export function missingOfAttribution(claim: OpenAttribution): string[] {
  return [
    ...(claim.actor.trim() === '' ? ['who is held to be behind it'] : []),
    ...(claim.likelihood ? [] : ['how likely that is']),
    ...(claim.confidence ? [] : ['how sure you are of it']),
    ...(claim.basis.trim() === '' ? ['what that rests on'] : []),
  ]
}

/** What a draft says of the part that it is. */
export const DraftPart = Type.Object({
  /** Ties the parts of one statement; drawn by whoever composes it. */
  statement: Id,
  kind: PartKind,
  /** Until when its author vouches for it; it can be read afterwards too, and says so. */
  validUntil: Type.Optional(Instant),
  /** The own release of this very part that it takes the place of. */
  corrects: Type.Optional(Id),
})
export type DraftPart = Static<typeof DraftPart>

/** A part as a line of a list shows it. */
export const PartMark = Type.Object({
  statement: Id,
  kind: PartKind,
  validUntil: Type.Optional(Instant),
  corrects: Type.Optional(Id),
  /** Whether the own member had read what it corrects, so that this tells it again. */
  tellsAgain: Type.Boolean(),
  corrected: Type.Boolean(),
  /** Where the own member has the correction too. */
  correctedBy: Type.Optional(Id),
})
export type PartMark = Static<typeof PartMark>

/** One part of a statement that the own member has. */
export const StatementPart = Type.Object({
  releaseId: Id,
  title: Line,
  tlp: Tlp,
  kind: PartKind,
  releasedAt: Instant,
  validUntil: Type.Optional(Instant),
  /** Whether that is past, so that nobody vouches for it any more. */
  past: Type.Boolean(),
  /** Terms on which it may no longer be read. */
  ended: Type.Boolean(),
  corrected: Type.Boolean(),
})
export type StatementPart = Static<typeof StatementPart>

export const Statement = Type.Object({
  parts: Type.Array(StatementPart),
  /** Parts that were released to others and not to the own member. */
  withheld: Type.Integer(),
})
export type Statement = Static<typeof Statement>

/** What a member holds of the same objects, with its author; as it was released. */
export const HeldAttribution = Type.Object({
  releaseId: Id,
  title: Line,
  from: MemberRef,
  tlp: Tlp,
  releasedAt: Instant,
  validUntil: Type.Optional(Instant),
  past: Type.Boolean(),
  /** How many objects it and the release that was asked about have in common. */
  shared: Type.Integer(),
  attribution: Attribution,
})
export type HeldAttribution = Static<typeof HeldAttribution>

/** What a correction says otherwise. */
export const CorrectionProposal = Type.Object({
  /** The words of facts or advice as they are to stand; empty where there are none. */
  words: Type.Union([Type.Literal(''), Type.String({ ...Prose, maxLength: 20000 })]),
  attribution: Type.Optional(Attribution),
  /** Ids of objects that are not to stand any more. */
  leaveOut: Type.Array(StixId, { maxItems: 10000 }),
  validUntil: Type.Optional(Instant),
})
export type CorrectionProposal = Static<typeof CorrectionProposal>

export const ProposedCorrection = Type.Object({
  objects: Type.Array(Type.Unknown()),
  /** Ids of those that stay byte for byte. */
  asGiven: Type.Array(Type.String()),
  part: DraftPart,
  /** Ids of own statements that go along as revoked, so that machines forget them. */
  withdrawn: Type.Array(Type.String()),
  /** Ids of things that are only no longer named: whoever polled them keeps them. */
  gone: Type.Array(Type.String()),
})
export type ProposedCorrection = Static<typeof ProposedCorrection>

/** Whom a correction tells again. */
export const ToldAgain = Type.Object({
  /** Those who would receive it, have read what it corrects, and whose reading the sender may know. */
  told: Type.Integer(),
  /** Receivers whose reading is their own, so that nobody counts them. */
  uncounted: Type.Integer(),
  /** Of those who may be counted, readers of what it corrects whom the rules do not admit to the correction. */
  missed: Type.Integer(),
})
export type ToldAgain = Static<typeof ToldAgain>
