import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Email, Id, Instant, Language, Line, MemberRef, Prose } from './scalars.ts'

/** What a defended party is. Parties of every colour are of one kind, under one set of rules. */
export const PARTY_KINDS = [
  'campaign',
  'party',
  'think-tank',
  'vendor',
  'office',
  'news-desk',
  'other',
] as const
export type PartyKind = (typeof PARTY_KINDS)[number]

const DomainText = Type.String({ minLength: 3, maxLength: 253, pattern: '^[^\\s/@]+$' })
const Word = Type.String({ minLength: 2, maxLength: 63, pattern: '^[^\\s./@]+$' })

/** Somebody of the party who is told, by role. */
export const PartyContact = Type.Object({
  title: Line,
  email: Email,
  phone: Type.Optional(Line),
  language: Language,
})
export type PartyContact = Static<typeof PartyContact>

/** What a party states of itself, and how it wants to be told. */
export const PartyStatement = Type.Object({
  name: Line,
  kind: Type.Enum(PARTY_KINDS),
  /** Its own domains, the one it is known by first; what lies below them is its own too. */
  domains: Type.Array(DomainText, { minItems: 1, maxItems: 50 }),
  /** Names it is known by that are no domain. */
  aliases: Type.Array(Word, { maxItems: 50 }),
  /** Words of at least four letters that it wants to hear of in any name. */
  keywords: Type.Array(Word, { maxItems: 20 }),
  /** Who is told; the second is told with the first. */
  contacts: Type.Array(PartyContact, { minItems: 1, maxItems: 5 }),
  /** It is told by itself from this score on; below, a person looks first. 101 is above every score: a person always does. */
  tellFrom: Type.Integer({ minimum: 1, maximum: 101 }),
  /** Hours after it was told until others may be, if it has not answered. */
  othersAfter: Type.Integer({ minimum: 1, maximum: 168 }),
})
export type PartyStatement = Static<typeof PartyStatement>

export const PARTY_STATES = ['proposed', 'defended', 'refused', 'ended'] as const
export type PartyState = (typeof PARTY_STATES)[number]

/** A version of what a party states, by whom, and who let it stand. */
export const PartyVersion = Type.Object({
  version: Type.Integer(),
  state: Type.Enum(['proposed', 'in-force', 'refused', 'superseded']),
  statement: PartyStatement,
  proposedAt: Instant,
  /** The organisation that proposed it. */
  proposedBy: Line,
  settledAt: Type.Optional(Instant),
  settledBy: Type.Optional(Line),
  /** Why it was refused. */
  reason: Type.Optional(Prose),
  logIndex: Type.Integer(),
})
export type PartyVersion = Static<typeof PartyVersion>

export const Party = Type.Object({
  id: Id,
  /** The member that the party is; absent for one that is none. */
  member: Type.Optional(MemberRef),
  state: Type.Enum(PARTY_STATES),
  name: Line,
  kind: Type.Enum(PARTY_KINDS),
  /** What is watched for now; absent before the first version is let stand. */
  inForce: Type.Optional(PartyVersion),
  /** What waits for somebody to look at it; where nothing does and the last version was refused or is over, that one. */
  waiting: Type.Optional(PartyVersion),
  /** Whether whoever asks proposed what waits, and so cannot let it stand. */
  ownProposal: Type.Boolean(),
})
export type Party = Static<typeof Party>

const ById = Type.Object({ id: Id })
const OneParty = { params: ById, reply: Party }

export const listParties = defineRoute({
  name: 'listParties',
  method: 'GET',
  path: '/api/parties',
  access: 'member',
  summary:
    "The own member's entries among the defended parties; an operator sees all, what waits for a look first, then by name. At most 2,000.",
  query: Type.Object({
    id: Type.Optional(Id),
    /** Only those that the own member is. */
    own: Type.Optional(Type.Literal('true')),
    /** Part of a name or a domain. */
    words: Type.Optional(Line),
  }),
  reply: Type.Object({ items: Type.Array(Party), total: Type.Integer() }),
})

export const proposeParty = defineRoute({
  name: 'proposeParty',
  method: 'POST',
  path: '/api/parties',
  access: 'role:analyst or operator',
  summary:
    'Proposes that names are watched for: the own member’s own, or, by an operator, those of a party that is no member. Another person lets it stand.',
  body: Type.Object({ statement: PartyStatement, isMember: Type.Boolean() }),
  maxBody: 256 << 10,
  reply: Party,
  status: 201,
})

export const changeParty = defineRoute({
  name: 'changeParty',
  method: 'POST',
  path: '/api/parties/:id/versions',
  access: 'role:analyst or operator',
  summary:
    'Proposes a new version of what a party states; the one in force holds until it is let stand.',
  body: Type.Object({ statement: PartyStatement }),
  maxBody: 256 << 10,
  ...OneParty,
})

export const settleParty = defineRoute({
  name: 'settleParty',
  method: 'POST',
  path: '/api/parties/:id/settle',
  access: 'role:operator',
  summary:
    'Lets a proposed version stand, or refuses it with a reason; nobody settles what they proposed.',
  body: Type.Object({
    version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    stands: Type.Boolean(),
    reason: Type.Optional(Prose),
  }),
  ...OneParty,
})

export const endParty = defineRoute({
  name: 'endParty',
  method: 'POST',
  path: '/api/parties/:id/end',
  access: 'role:analyst or operator',
  summary:
    'Ends the watch for a party, by itself or by an operator; who was to be told is forgotten.',
  ...OneParty,
})

/** How many are watched for, by kind; the rules are the same for each. */
export const countParties = defineRoute({
  name: 'countParties',
  method: 'GET',
  path: '/api/defended',
  access: 'public',
  summary: 'How many parties are defended, by kind, and the rules that hold for every one of them.',
  reply: Type.Object({
    counts: Type.Array(Type.Object({ kind: Type.Enum(PARTY_KINDS), count: Type.Integer() })),
  }),
})
