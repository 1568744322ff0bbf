import Type, { type Static } from 'typebox'
import { MAX_PART_BYTES } from './disclosure-pack.ts'
import { Purpose } from './groups.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Prose } from './scalars.ts'

/** How a member stands to a joint disclosure: asked, there at the joint instant, at one of its own, or not at all. */
export const DISCLOSURE_STANDINGS = ['asked', 'agreed', 'alone', 'declined', 'left'] as const
export type DisclosureStanding = (typeof DISCLOSURE_STANDINGS)[number]

/** Members of one disclosure, whatever became of their asking. */
export const MAX_DISCLOSERS = 10

/** What all parts are published by; agreed with the instant and never changed. */
export const DisclosureTerms = Type.Object({
  /** Accounts with fewer followers are published under a pseudonym. */
  threshold: Type.Integer({ minimum: 0, maximum: 10_000_000 }),
  /** Counts below it are not given, and no fewer accounts under a pseudonym look alike. */
  k: Type.Integer({ minimum: 2, maximum: 1000 }),
  /** What a researcher signs before it is given what is published of no one. */
  researchTerms: Prose,
})
export type DisclosureTerms = Static<typeof DisclosureTerms>

export const DisclosureDraft = Type.Object({
  groupId: Id,
  title: Line,
  purpose: Purpose,
  opensAt: Instant,
  ...DisclosureTerms.properties,
  invited: Type.Array(Id, { maxItems: MAX_DISCLOSERS - 1, uniqueItems: true }),
})
export type DisclosureDraft = Static<typeof DisclosureDraft>

export const DisclosureSummary = Type.Object({
  id: Id,
  group: Type.Object({ id: Id, name: Line }),
  title: Line,
  purpose: Purpose,
  proposedBy: MemberRef,
  /** The joint instant that stands. */
  opensAt: Instant,
  standing: Type.Enum(DISCLOSURE_STANDINGS),
  /** Whether the own part is handed in, and whether it opened. */
  handedIn: Type.Boolean(),
  opened: Type.Boolean(),
})
export type DisclosureSummary = Static<typeof DisclosureSummary>

/** Another member, or the own one, as all see it: never how much or when. */
const DisclosureMember = Type.Object({
  member: MemberRef,
  standing: Type.Enum(DISCLOSURE_STANDINGS),
  /** Said to members that take part. */
  handedIn: Type.Optional(Type.Boolean()),
  /** Of an instant that is offered. */
  acceptsOffer: Type.Optional(Type.Boolean()),
  /** The version of the public page in which its part opened, or was missing. */
  version: Type.Optional(Type.Integer()),
  missing: Type.Optional(Type.Boolean()),
})
export type DisclosureMember = Static<typeof DisclosureMember>

/** One of the own parts: each was committed to in the log when it was handed in. */
export const OwnPart = Type.Object({
  seq: Type.Integer(),
  state: Type.Enum(['sealed', 'replaced', 'taken-out', 'opened']),
  handedInAt: Instant,
  records: Type.Integer(),
  bytes: Type.Integer(),
  /** Salted SHA-256 of what was handed in, base64: the published proof names the same. */
  digest: Type.String(),
  logIndex: Type.Integer(),
})
export type OwnPart = Static<typeof OwnPart>

export const Disclosure = Type.Object({
  ...DisclosureSummary.properties,
  ...DisclosureTerms.properties,
  /** The exchange's own clock, by which it opens. */
  now: Instant,
  members: Type.Array(DisclosureMember),
  /** Another instant that is offered: it stands once everybody who agreed has said yes to it. */
  offer: Type.Optional(
    Type.Object({ number: Type.Integer(), opensAt: Instant, by: MemberRef, at: Instant }),
  ),
  /** The own instant, where the own part opens alone. */
  ownOpensAt: Type.Optional(Instant),
  ownParts: Type.Array(OwnPart),
  /** The newest version of the public page. */
  version: Type.Optional(Type.Integer()),
})
export type Disclosure = Static<typeof Disclosure>

const ById = Type.Object({ id: Id })

export const proposeDisclosure = defineRoute({
  name: 'proposeDisclosure',
  method: 'POST',
  path: '/api/disclosures',
  access: 'role:analyst',
  summary: 'Proposes to members of a group to disclose together at one instant.',
  body: DisclosureDraft,
  reply: Disclosure,
  status: 201,
})

export const listDisclosures = defineRoute({
  name: 'listDisclosures',
  method: 'GET',
  path: '/api/disclosures',
  access: 'member',
  summary: 'Joint disclosures that the own member was asked to or proposed; newest first.',
  query: PageQuery,
  reply: pageOf(DisclosureSummary),
})

export const getDisclosure = defineRoute({
  name: 'getDisclosure',
  method: 'GET',
  path: '/api/disclosures/:id',
  access: 'member',
  summary: 'One joint disclosure: its instant, how everybody stands to it, the own parts.',
  params: ById,
  reply: Disclosure,
})

export const inviteToDisclosure = defineRoute({
  name: 'inviteToDisclosure',
  method: 'POST',
  path: '/api/disclosures/:id/members',
  access: 'role:analyst',
  summary: 'Asks one more member of the group, by whoever proposed it and before anything opened.',
  params: ById,
  body: Type.Object({ memberId: Id }),
  reply: Disclosure,
})

export const answerDisclosure = defineRoute({
  name: 'answerDisclosure',
  method: 'POST',
  path: '/api/disclosures/:id/answer',
  access: 'role:analyst',
  summary:
    'Answers for the own member: there at the instant it read, at one of its own, or not at all.',
  params: ById,
  body: Type.Object({
    answer: Type.Enum(['agree', 'alone', 'decline', 'leave']),
    /** With `agree` the joint instant as it was read; with `alone` the own one. */
    opensAt: Type.Optional(Instant),
  }),
  reply: Disclosure,
})

export const offerInstant = defineRoute({
  name: 'offerInstant',
  method: 'POST',
  path: '/api/disclosures/:id/instant',
  access: 'role:analyst',
  summary: 'Offers another instant; the one that stands holds until everybody who agreed says yes.',
  params: ById,
  body: Type.Object({ opensAt: Instant }),
  reply: Disclosure,
})

export const answerInstant = defineRoute({
  name: 'answerInstant',
  method: 'POST',
  path: '/api/disclosures/:id/instant/answer',
  access: 'role:analyst',
  summary: 'Says yes or no to the instant that is offered; one no ends the offer.',
  params: ById,
  body: Type.Object({ offer: Type.Integer({ minimum: 1 }), accepts: Type.Boolean() }),
  reply: Disclosure,
})

/** Sent as raw bytes: `application/json` or `text/csv`. */
export const handInPart = defineRoute({
  name: 'handInPart',
  method: 'POST',
  path: '/api/disclosures/:id/part',
  access: 'acting',
  summary:
    'Hands in the own part, sealed until its instant, or replaces it; the log commits to each at once.',
  params: ById,
  body: Type.Unsafe<Blob>(Type.Any()),
  reply: OwnPart,
  status: 201,
  maxBody: MAX_PART_BYTES,
})

export const takeOutPart = defineRoute({
  name: 'takeOutPart',
  method: 'POST',
  path: '/api/disclosures/:id/part/take-out',
  access: 'acting',
  summary: 'Takes the own part out before its instant; what the log committed to stays.',
  params: ById,
})

/** Answers with raw JSON. */
export const getOwnPart = defineRoute({
  name: 'getOwnPart',
  method: 'GET',
  path: '/api/disclosures/:id/part',
  access: 'member',
  summary: 'The own part that is handed in, as the exchange read it.',
  params: ById,
  reply: Type.String(),
})

/** Sent as raw bytes, like a part. */
export const correctPart = defineRoute({
  name: 'correctPart',
  method: 'POST',
  path: '/api/disclosures/:id/corrections',
  access: 'acting',
  summary:
    'Publishes a corrected part at once as a new version, which says what was wrong; the old one stays.',
  params: ById,
  body: Type.Unsafe<Blob>(Type.Any()),
  reply: Type.Object({ version: Type.Integer() }),
  status: 201,
  maxBody: MAX_PART_BYTES,
})
