import Type, { type Static } from 'typebox'
import { PackAttribution, PackIndicator } from './disclosure-pack.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Prose } from './scalars.ts'

/** A count, unless it is so small that it is not given. */
export const CountOrFewer = Type.Object({
  count: Type.Optional(Type.Integer()),
  fewerThan: Type.Optional(Type.Integer()),
})
export type CountOrFewer = Static<typeof CountOrFewer>

/** An account as it is published: by its name, or by a pseudonym and little else. */
export const PublishedAccount = Type.Object({
  member: Line,
  /** The platform's id, or a pseudonym that is the same throughout this part and in no other. */
  account: Type.String(),
  pseudonym: Type.Boolean(),
  platform: Type.Optional(Type.String()),
  kind: Type.Optional(Type.String()),
  handle: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  followers: CountOrFewer,
  /** A day, or of an account under a pseudonym a year. */
  created: Type.Optional(Type.String()),
  country: Type.Optional(Type.String()),
  language: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
})
export type PublishedAccount = Static<typeof PublishedAccount>

export const PublishedPost = Type.Object({
  member: Line,
  post: Type.String(),
  /** Absent where the account is one of too few to be listed. */
  account: Type.Optional(Type.String()),
  /** Of an account under a pseudonym the hour alone. */
  at: Type.String(),
  text: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
})
export type PublishedPost = Static<typeof PublishedPost>

const Period = {
  from: Type.Optional(Type.String()),
  until: Type.Optional(Type.String()),
}

/** What one member published, in figures and words. */
export const PublishedPart = Type.Object({
  member: MemberRef,
  state: Type.Enum(['opened', 'missing']),
  /** The version in which it opened or was missing, and in which it was last corrected. */
  since: Type.Integer(),
  correctedIn: Type.Optional(Type.Integer()),
  /** The commitment to what was handed in, base64; of a part that the clock opened the log has it from before. */
  digest: Type.Optional(Type.String()),
  named: Type.Integer(),
  underPseudonym: CountOrFewer,
  posts: Type.Integer(),
  reach: Type.Array(Type.Object({ what: Type.String(), ...CountOrFewer.properties, ...Period })),
  spend: Type.Array(
    Type.Object({
      currency: Type.String(),
      amount: Type.Number(),
      ads: Type.Optional(CountOrFewer),
      ...Period,
    }),
  ),
  attribution: Type.Array(PackAttribution),
  indicators: Type.Integer(),
  corrections: Type.Array(Type.String()),
})
export type PublishedPart = Static<typeof PublishedPart>

export const PublishedFile = Type.Object({
  name: Type.String(),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  /** Hex. */
  sha256: Type.String(),
})
export type PublishedFile = Static<typeof PublishedFile>

export const PublishedSummary = Type.Object({
  id: Id,
  title: Line,
  /** The newest version. */
  version: Type.Integer(),
  openedAt: Instant,
  members: Type.Array(Line),
  exercise: Type.Boolean(),
})
export type PublishedSummary = Static<typeof PublishedSummary>

/** A version of a disclosure as everybody may read it, for good. */
export const PublishedDisclosure = Type.Object({
  id: Id,
  version: Type.Integer(),
  title: Line,
  /** When this version opened. */
  openedAt: Instant,
  /** The joint instant that was agreed, once it came. */
  instant: Type.Optional(Instant),
  threshold: Type.Integer(),
  k: Type.Integer(),
  parts: Type.Array(PublishedPart),
  accounts: Type.Array(PublishedAccount),
  accountsLeftOut: Type.Integer(),
  posts: Type.Array(PublishedPost),
  postsLeftOut: Type.Integer(),
  indicators: Type.Array(Type.Object({ member: Line, ...PackIndicator.properties })),
  indicatorsLeftOut: Type.Integer(),
  files: Type.Array(PublishedFile),
  citation: Type.String(),
  logIndex: Type.Integer(),
  /** All versions, oldest first, and why each came. */
  versions: Type.Array(
    Type.Object({ version: Type.Integer(), openedAt: Instant, why: Type.String() }),
  ),
  researchTerms: Type.Object({ text: Prose, digest: Type.String() }),
  exercise: Type.Boolean(),
})
export type PublishedDisclosure = Static<typeof PublishedDisclosure>

const Versioned = { id: Id, version: Type.Integer({ minimum: 1, maximum: 100_000 }) }

export const listPublished = defineRoute({
  name: 'listPublished',
  method: 'GET',
  path: '/api/published-disclosures',
  access: 'public',
  summary: 'Disclosures that opened, newest first.',
  query: PageQuery,
  reply: pageOf(PublishedSummary),
})

export const getPublished = defineRoute({
  name: 'getPublished',
  method: 'GET',
  path: '/api/published-disclosures/:id/:version',
  access: 'public',
  summary: 'A version of a disclosure: figures, words, the first rows of its tables, its files.',
  params: Type.Object(Versioned),
  reply: PublishedDisclosure,
})

/** Answers with the file. */
export const getPublishedFile = defineRoute({
  name: 'getPublishedFile',
  method: 'GET',
  path: '/api/published-disclosures/:id/:version/files/:name',
  access: 'public',
  summary: 'A file of a version: a table, all of it as JSON, or a STIX bundle.',
  params: Type.Object({
    ...Versioned,
    name: Type.String({ pattern: '^[a-z-]{1,40}\\.[a-z]{1,5}$' }),
  }),
  reply: Type.String(),
})

/** Answers with a proof file. */
export const getPublishedProof = defineRoute({
  name: 'getPublishedProof',
  method: 'GET',
  path: '/api/published-disclosures/:id/:version/proof',
  access: 'public',
  summary: 'The proof file of a version: the hashes of its files and who opened what, in the log.',
  params: Type.Object(Versioned),
  reply: Type.String(),
})

export const signResearchTerms = defineRoute({
  name: 'signResearchTerms',
  method: 'POST',
  path: '/api/published-disclosures/:id/terms',
  access: 'role:analyst',
  summary: 'A researcher signs the terms as it read them, for its member; the log has it.',
  params: Type.Object({ id: Id }),
  /** SHA-256 of the terms, hex. */
  body: Type.Object({ digest: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  reply: Type.Object({ signedAt: Instant, logIndex: Type.Integer() }),
})

/** Answers with raw JSON. */
export const getFullPart = defineRoute({
  name: 'getFullPart',
  method: 'GET',
  path: '/api/published-disclosures/:id/:version/full/:member',
  access: 'member',
  summary:
    'What a member handed in, under no pseudonym: for researchers that signed the terms, each time on record.',
  params: Type.Object({ ...Versioned, member: Id }),
  reply: Type.String(),
})
