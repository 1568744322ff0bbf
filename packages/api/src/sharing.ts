import Type, { type Static } from 'typebox'
import { Purpose } from './groups.ts'
import { GivenMessage, Message } from './message.ts'
import { DraftPart, HeldAttribution, PartMark, Statement, ToldAgain } from './parts.ts'
import { PERSON_KINDS, PersonReview, PersonsFound } from './persons.ts'
import { defineRoute } from './route.ts'
import { SourceWords, TearLineOrigin } from './tear-lines.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Pap, Prose, Tlp } from './scalars.ts'

const StixId = Type.String({ pattern: '^[a-z0-9-]+--[0-9a-f-]{36}$', maxLength: 300 })

/** What one member would get, and by which rule; a refusal names its rule too. */
export const Verdict = Type.Object({
  member: MemberRef,
  allow: Type.Boolean(),
  rule: Type.String(),
  reason: Type.String(),
})
export type Verdict = Static<typeof Verdict>

/** Terms on which objects are released. */
export const Terms = Type.Object({
  groupId: Id,
  tlp: Tlp,
  pap: Pap,
  purpose: Purpose,
  basis: Line,
  expiresAt: Type.Optional(Instant),
  /** Members of the group named one by one; a red release needs them, any other goes to these alone. */
  named: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
})
export type Terms = Static<typeof Terms>

export const ReleaseDraft = Type.Object({
  title: Line,
  terms: Terms,
  /** STIX 2.1 objects as JSON; markings of `terms` are put on those that carry none. */
  objects: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 10000 }),
  findingId: Type.Optional(Id),
  /** Says that the exchange drafted the objects from what was composed, all but those that were given as STIX. */
  composed: Type.Optional(Type.Object({ asGiven: Type.Array(StixId, { maxItems: 10000 }) })),
  /** The lower version of an own release that these objects were proposed as. */
  tearLine: Type.Optional(Id),
  /** What a government body states where platforms or campaigns are to receive it. */
  message: Type.Optional(Message),
  /** What its author states of persons whom the message may name. */
  persons: Type.Optional(PersonReview),
  /** The part of a statement that it is. */
  part: Type.Optional(DraftPart),
})
export type ReleaseDraft = Static<typeof ReleaseDraft>

export const RecallAnswer = Type.Union([
  Type.Literal('deleted'),
  Type.Literal('kept'),
  Type.Literal('never-stored'),
])
export type RecallAnswer = Static<typeof RecallAnswer>

export const Recipient = Type.Object({
  member: MemberRef,
  rule: Type.String(),
  reason: Type.String(),
  /** Place in the log of giving it to this member; both sides may have the receipt. */
  logIndex: Type.Integer(),
  /** First time the member read it on any exit. */
  readAt: Type.Optional(Instant),
  /** When a platform or campaign reads what a government body tells it is its own: nobody else sees it. */
  readWithheld: Type.Optional(Type.Literal(true)),
  recallAnswer: Type.Optional(RecallAnswer),
  recallNote: Type.Optional(Prose),
  recallAnsweredAt: Type.Optional(Instant),
})
export type Recipient = Static<typeof Recipient>

export const ReleaseSummary = Type.Object({
  id: Id,
  title: Line,
  from: MemberRef,
  group: Type.Object({ id: Id, name: Line }),
  terms: Terms,
  objectCount: Type.Integer(),
  releasedAt: Instant,
  recalledAt: Type.Optional(Instant),
  recallReason: Type.Optional(Prose),
  /** What the own member has still to do: nothing, or answer a recall. */
  awaitsMyAnswer: Type.Boolean(),
  /** Position in the log of the act of releasing. */
  logIndex: Type.Integer(),
  /** What a government body stated with it, and the text that says that nothing is asked. */
  message: Type.Optional(GivenMessage),
  /** Of a lower version: base64, binds its source and shows nothing of it. */
  tearCommitment: Type.Optional(Type.String()),
  /** Where it is a part of a statement. */
  part: Type.Optional(PartMark),
})
export type ReleaseSummary = Static<typeof ReleaseSummary>

/** Who answers for a message, by the names that the exchange knows them by. */
export const Signers = Type.Object({ author: Line, approver: Line, approvedAt: Instant })
export type Signers = Static<typeof Signers>

export const Release = Type.Object({
  summary: ReleaseSummary,
  /** Of a message that a second person approved, for its sender and whoever holds it. */
  signers: Type.Optional(Signers),
  /** The sender and the operator see all; a recipient sees its own line. */
  recipients: Type.Array(Recipient),
  refusals: Type.Array(Verdict),
  /** Of a lower version, for its sender: what it was made from, and since when that was known. */
  tearLine: Type.Optional(TearLineOrigin),
  /** The statement that it is a part of, as far as the own member has it. */
  statement: Type.Optional(Statement),
})
export type Release = Static<typeof Release>

const ById = Type.Object({ id: Id })
const MAX = 32 << 20

export const draftStix = defineRoute({
  name: 'draftStix',
  method: 'POST',
  path: '/api/findings/:id/stix',
  access: 'role:analyst',
  summary: 'The finding as STIX 2.1 objects, with a list of what the mapping leaves out.',
  params: ById,
  reply: Type.Object({ objects: Type.Array(Type.Unknown()), dropped: Type.Array(Type.String()) }),
})

export const previewRelease = defineRoute({
  name: 'previewRelease',
  method: 'POST',
  path: '/api/releases/preview',
  access: 'role:analyst',
  summary: 'Exactly who would receive this and by which rule; sends nothing.',
  body: ReleaseDraft,
  maxBody: MAX,
  reply: Type.Object({
    verdicts: Type.Array(Verdict),
    /** Hash over verdicts and objects; a release with another hash is refused as outdated. */
    digest: Type.String(),
    faults: Type.Array(
      Type.Object({ object: Type.String(), path: Type.String(), message: Type.String() }),
    ),
    /** Of a body of government: the first words in it that ask for action. */
    ask: Type.Optional(Type.String()),
    /** Of a message of a body of government: whom it may name. */
    persons: Type.Optional(PersonsFound),
    /** Of a correction: whom it tells again. */
    again: Type.Optional(ToldAgain),
    /** Of a lower version: words in its title, basis and what a message states that may tell of sources or methods, or were cut. */
    sourceWords: Type.Optional(Type.Array(SourceWords)),
  }),
})

export const createRelease = defineRoute({
  name: 'createRelease',
  method: 'POST',
  path: '/api/releases',
  access: 'role:analyst',
  summary: 'Releases what was previewed to exactly those previewed.',
  body: Type.Object({ draft: ReleaseDraft, digest: Type.String({ maxLength: 100 }) }),
  maxBody: MAX,
  reply: Release,
  status: 201,
})

export const listReleases = defineRoute({
  name: 'listReleases',
  method: 'GET',
  path: '/api/releases',
  access: 'member',
  summary: 'Releases received or sent by the own member, newest first.',
  query: Type.Object({
    ...PageQuery.properties,
    direction: Type.Union([Type.Literal('in'), Type.Literal('out')]),
    /** Each must stand in the title or the name of the sender. */
    words: Type.Optional(Line),
  }),
  reply: pageOf(ReleaseSummary),
})

export const getRelease = defineRoute({
  name: 'getRelease',
  method: 'GET',
  path: '/api/releases/:id',
  access: 'member',
  summary: 'One release as the own member may see it.',
  params: ById,
  reply: Release,
})

/** Replies a STIX bundle as text, every object as received. */
export const getReleaseObjects = defineRoute({
  name: 'getReleaseObjects',
  method: 'GET',
  path: '/api/releases/:id/objects',
  access: 'member',
  summary: 'The objects of a release as a STIX bundle; gone once recalled.',
  params: ById,
  reply: Type.Object({
    type: Type.Literal('bundle'),
    id: StixId,
    objects: Type.Array(Type.Unknown()),
  }),
})

/** Replies a PDF. */
export const printRelease = defineRoute({
  name: 'printRelease',
  method: 'GET',
  path: '/api/releases/:id/pdf',
  access: 'member',
  summary:
    'A release as a tagged PDF (PDF/UA-1), in English and UTC, to brief somebody with; with all parts of its statement that the own member has, the strictest marking of them stands on every page. Counts as reading them. Of one that was taken back it says that.',
  params: ById,
  query: Type.Object({ parts: Type.Optional(Type.Enum(['own', 'all'])) }),
  reply: Type.Unsafe<string>(Type.String()),
})

export const listAttributions = defineRoute({
  name: 'listAttributions',
  method: 'GET',
  path: '/api/releases/:id/attributions',
  access: 'member',
  summary:
    'Attributions of the objects of a release by whichever members, side by side, each with its author and basis; those shown are read.',
  params: ById,
  reply: Type.Object({
    items: Type.Array(HeldAttribution),
    /** Whether there are more than are shown. */
    capped: Type.Boolean(),
  }),
})

export const listMasked = defineRoute({
  name: 'listMasked',
  method: 'GET',
  path: '/api/releases/:id/masked',
  access: 'member',
  summary: 'For its sender alone: whom each pseudonym in a release stands for.',
  params: ById,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({ token: Type.String(), kind: Type.Enum(PERSON_KINDS), original: Type.String() }),
    ),
  }),
})

export const recallRelease = defineRoute({
  name: 'recallRelease',
  method: 'POST',
  path: '/api/releases/:id/recall',
  access: 'role:analyst',
  summary: 'Takes a release back: it is withheld at every exit and every holder must answer.',
  params: ById,
  body: Type.Object({ reason: Prose }),
  reply: Release,
})

export const answerRecall = defineRoute({
  name: 'answerRecall',
  method: 'POST',
  path: '/api/releases/:id/recall/answer',
  access: 'acting',
  summary: "A holder's answer to a recall.",
  params: ById,
  body: Type.Object({ answer: RecallAnswer, note: Type.Optional(Prose) }),
  reply: Release,
})
