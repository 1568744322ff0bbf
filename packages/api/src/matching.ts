import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery } from './scalars.ts'

/**
 * Kinds of identifier that two members may match, with log2 of how many of each could be guessed, by which budgets are counted:
 * the same table as of `@tocsin/psi`, which does the matching.
 */
export const MATCH_KINDS = {
  domain: { bits: 29, isPersonal: false },
  url: { bits: 40, isPersonal: false },
  ipv4: { bits: 32, isPersonal: false },
  ipv6: { bits: 40, isPersonal: false },
  email: { bits: 33, isPersonal: true },
  phone: { bits: 30, isPersonal: true },
  handle: { bits: 28, isPersonal: true },
  account: { bits: 30, isPersonal: true },
  sha256: { bits: 64, isPersonal: false },
} as const
export type MatchKind = keyof typeof MATCH_KINDS

export const MatchKindName = Type.Enum(Object.keys(MATCH_KINDS) as MatchKind[])

/** What a side's own command finds wrong, by its code: the same list as of `@tocsin/psi`. */
export const MATCH_FAULTS = [
  'bad-key',
  'bad-length',
  'bad-point',
  'bad-proof',
  'bad-signature',
  'duplicate-point',
  'own-reflection',
  'too-many',
  'wrong-context',
  'wrong-digest',
  'wrong-order',
  'ended',
  'worker-failed',
] as const

/** `look-up`: each answer carries a proof (RFC 9497); `bulk`: for sets, fast. */
export const MATCH_LANES = ['look-up', 'bulk'] as const
/** `receiver`: whoever asks learns which hit; `both`: the holder too; `count`: whoever asks learns how many. */
export const MATCH_LEARNS = ['receiver', 'both', 'count'] as const
export const MATCHING_STATES = ['proposed', 'in-force', 'declined', 'withdrawn', 'ended'] as const
/** `begun`, then `asked`, `answered`, and `done`; or `refused` by a side, or `abandoned` when the time ran out. */
export const ROUND_STATES = ['begun', 'asked', 'answered', 'done', 'refused', 'abandoned'] as const

/** A power of two, as the exchange checks. */
export const MatchSize = Type.Integer({ minimum: 16, maximum: 1 << 24 })
/** Public key of a side's own command: Ed25519 and X25519, 64 bytes. */
const PublicKey = Type.String({ pattern: '^[A-Za-z0-9+/]{86}==$' })

/** What two members agree on before anything is matched; none of it changes afterwards. */
export const MatchingTerms = Type.Object({
  lane: Type.Enum(MATCH_LANES),
  learns: Type.Enum(MATCH_LEARNS),
  kinds: Type.Array(MatchKindName, { minItems: 1, maxItems: 9, uniqueItems: true }),
  /** Whose handles and accounts; empty where it makes no difference. */
  platform: Type.String({ pattern: '^[a-z0-9._-]{0,40}$' }),
  /** Powers of two that the two lists are padded to. */
  askerSize: MatchSize,
  holderSize: MatchSize,
  /** Questions of one epoch and kind, padding counted. */
  queries: Type.Integer({ minimum: 16, maximum: 1 << 28 }),
  rounds: Type.Integer({ minimum: 1, maximum: 1000 }),
  /** Bits of guesswork that must be left of a kind. */
  floorBits: Type.Integer({ minimum: 0, maximum: 64 }),
  epochDays: Type.Integer({ minimum: 1, maximum: 366 }),
  purpose: Line,
  until: Instant,
})
export type MatchingTerms = Static<typeof MatchingTerms>

/** What is left of a budget, of one kind in the epoch that runs. */
export const MatchBudget = Type.Object({
  kind: MatchKindName,
  asked: Type.Integer(),
  queriesLeft: Type.Integer(),
  roundsLeft: Type.Integer(),
  bitsLeft: Type.Number(),
})
export type MatchBudget = Static<typeof MatchBudget>

export const Matching = Type.Object({
  id: Id,
  asker: MemberRef,
  holder: MemberRef,
  /** Which of the two the own member is. */
  own: Type.Enum(['asker', 'holder']),
  terms: MatchingTerms,
  state: Type.Enum(MATCHING_STATES),
  proposedBy: MemberRef,
  proposedAt: Instant,
  acceptedAt: Type.Optional(Instant),
  settledAt: Type.Optional(Instant),
  /** Persons of the own member who proposed or accepted it. */
  ownPerson: Type.Optional(Line),
  askerKey: Type.Optional(Type.String()),
  holderKey: Type.Optional(Type.String()),
  /** Counted from 0 since it was accepted; absent while it is not in force. */
  epoch: Type.Optional(Type.Integer()),
  epochEnds: Type.Optional(Instant),
  budgets: Type.Array(MatchBudget),
})
export type Matching = Static<typeof Matching>

/** A message of a match: the exchange keeps its bytes until it was read, and its digest. */
export const MatchMessage = Type.Object({
  id: Id,
  step: Type.Enum(['table', 'request', 'reply', 'hits']),
  epoch: Type.Integer(),
  kind: MatchKindName,
  round: Type.Optional(Id),
  count: Type.Integer(),
  bytes: Type.Integer(),
  parts: Type.Integer(),
  digest: Type.String(),
  previous: Type.String(),
  signature: Type.String(),
  publicKey: Type.Optional(Type.String()),
  state: Type.Enum(['coming', 'sent', 'gone']),
})
export type MatchMessage = Static<typeof MatchMessage>

export const MatchRound = Type.Object({
  id: Id,
  matchingId: Id,
  epoch: Type.Integer(),
  kind: MatchKindName,
  size: Type.Integer(),
  state: Type.Enum(ROUND_STATES),
  startedAt: Instant,
  dueAt: Type.Optional(Instant),
  endedAt: Type.Optional(Instant),
  /** Of the kind in this epoch, before this round and after it. */
  queriesBefore: Type.Integer(),
  queriesAfter: Type.Integer(),
  bitsBefore: Type.Number(),
  bitsAfter: Type.Number(),
  /** Why it was refused, and by which side. */
  fault: Type.Optional(Line),
  refusedBy: Type.Optional(Type.Enum(['asker', 'holder'])),
  messages: Type.Array(MatchMessage),
})
export type MatchRound = Static<typeof MatchRound>

/** What a rule refused in a matching; both sides see it. */
export const MatchRefusal = Type.Object({
  at: Instant,
  by: Type.Enum(['asker', 'holder']),
  rule: Type.String(),
  reason: Type.String(),
})
export type MatchRefusal = Static<typeof MatchRefusal>

const ById = Type.Object({ id: Id })

export const proposeMatching = defineRoute({
  name: 'proposeMatching',
  method: 'POST',
  path: '/api/matchings',
  access: 'role:analyst',
  summary: 'Proposes to another member of a common group to match lists privately.',
  body: Type.Object({
    memberId: Id,
    /** Which side the own member is. */
    own: Type.Enum(['asker', 'holder']),
    terms: MatchingTerms,
    publicKey: PublicKey,
  }),
  reply: Matching,
  status: 201,
})

export const listMatchings = defineRoute({
  name: 'listMatchings',
  method: 'GET',
  path: '/api/matchings',
  access: 'member',
  summary: 'Private matchings that the own member proposed or was proposed; newest first.',
  query: PageQuery,
  reply: pageOf(Matching),
})

export const getMatching = defineRoute({
  name: 'getMatching',
  method: 'GET',
  path: '/api/matchings/:id',
  access: 'member',
  summary: 'One private matching, with its last rounds, its tables and what rules refused in it.',
  params: ById,
  reply: Type.Object({
    matching: Matching,
    /** At most a hundred, newest first; `roundsLeftOut` is how many there are beside them. */
    rounds: Type.Array(MatchRound),
    roundsLeftOut: Type.Integer(),
    tables: Type.Array(MatchMessage),
    /** At most a hundred, newest first; the same is said of them. */
    refusals: Type.Array(MatchRefusal),
    refusalsLeftOut: Type.Integer(),
  }),
})
export type MatchingPage = Static<typeof getMatching.reply>

export const acceptMatching = defineRoute({
  name: 'acceptMatching',
  method: 'POST',
  path: '/api/matchings/:id/accept',
  access: 'role:analyst',
  summary: 'Accepts for the own member what the other proposed; its first epoch begins.',
  params: ById,
  body: Type.Object({ publicKey: PublicKey }),
  reply: Matching,
})

export const settleMatching = defineRoute({
  name: 'settleMatching',
  method: 'POST',
  path: '/api/matchings/:id/settle',
  access: 'role:analyst',
  summary:
    'Declines what was proposed, takes an own proposal back, or ends what is in force; bytes that wait are deleted.',
  params: ById,
  reply: Matching,
})

export const beginRound = defineRoute({
  name: 'beginRound',
  method: 'POST',
  path: '/api/matchings/:id/rounds',
  access: 'acting',
  summary: 'Begins a round as the side that asks; it is taken off the budget from here on.',
  params: ById,
  body: Type.Object({ kind: MatchKindName, epoch: Type.Integer({ minimum: 0 }), size: MatchSize }),
  reply: MatchRound,
  status: 201,
})

export const refuseRound = defineRoute({
  name: 'refuseRound',
  method: 'POST',
  path: '/api/matching-rounds/:id/refuse',
  access: 'acting',
  summary: 'Refuses a round as one of its sides, with the fault found; its bytes are deleted.',
  params: ById,
  body: Type.Object({ fault: Line }),
  reply: MatchRound,
})

export const finishRound = defineRoute({
  name: 'finishRound',
  method: 'POST',
  path: '/api/matching-rounds/:id/finish',
  access: 'acting',
  summary: 'Ends a round whose answer was read; its bytes are deleted.',
  params: ById,
  reply: MatchRound,
})

export const reportProbe = defineRoute({
  name: 'reportProbe',
  method: 'POST',
  path: '/api/matchings/:id/probes',
  access: 'acting',
  summary:
    'Says that a list was not asked since it looks made up; both sides see it. What is in the list is not said.',
  params: ById,
  body: Type.Object({
    kind: MatchKindName,
    pattern: Type.Enum(['sequential', 'dictionary', 'repeated']),
    count: Type.Integer({ minimum: 1, maximum: 1 << 24 }),
  }),
})
