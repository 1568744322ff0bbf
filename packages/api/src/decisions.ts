import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, MemberRef } from './scalars.ts'

/** 32 bytes, and those of one envelope, in base64. */
const Hash = Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$', maxLength: 44 })
const Envelope = Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 8000 })
/** An uncompressed point of P-256 in base64. */
const PublicKey = Type.String({ pattern: '^[A-Za-z0-9+/]{87}=$', maxLength: 88 })

export const DECISION_OUTCOMES = ['acted', 'declined'] as const

/** What a member decided about a release, as it is sealed: in its own browser, and never sent in the open. */
export const Decision = Type.Object({
  outcome: Type.Enum(DECISION_OUTCOMES),
  /** How it acted, or why it did not. */
  how: Type.String({ maxLength: 1200 }),
  /** It knew already, and it would have acted without being told. */
  known: Type.Boolean(),
  anyway: Type.Boolean(),
  /** Its own policy by which it decided. */
  policy: Type.String({ minLength: 1, maxLength: 300 }),
})
export type Decision = Static<typeof Decision>

/** A public key that decisions of the own member are sealed to; the private one never leaves the member. */
export const DecisionKeyRef = Type.Object({
  id: Id,
  publicKey: PublicKey,
  madeAt: Instant,
  /** What is sealed from now on is sealed to the newest. */
  isCurrent: Type.Boolean(),
})
export type DecisionKeyRef = Static<typeof DecisionKeyRef>

/** A decision of the own member, sealed. */
export const SealedDecision = Type.Object({
  id: Id,
  at: Instant,
  keyId: Id,
  envelope: Envelope,
  /** Binds what was decided, before anybody opens it. */
  commitment: Hash,
  answerId: Id,
  /** Whether two of three key holders could open it as well. */
  toHolders: Type.Boolean(),
})
export type SealedDecision = Static<typeof SealedDecision>

const ById = Type.Object({ id: Id })

export const listDecisionKeys = defineRoute({
  name: 'listDecisionKeys',
  method: 'GET',
  path: '/api/decision-keys',
  access: 'member',
  summary: 'Public keys that decisions of the own member are sealed to, newest first.',
  reply: Type.Object({ items: Type.Array(DecisionKeyRef) }),
})

export const addDecisionKey = defineRoute({
  name: 'addDecisionKey',
  method: 'POST',
  path: '/api/decision-keys',
  access: 'role:analyst',
  summary:
    'Puts a public key on file to seal decisions to. Its private key is kept by the member alone.',
  body: Type.Object({ publicKey: PublicKey }),
  reply: DecisionKeyRef,
  status: 201,
})

export const listDecisions = defineRoute({
  name: 'listDecisions',
  method: 'GET',
  path: '/api/releases/:id/decisions',
  access: 'member',
  summary:
    'Decisions of the own member about a release, sealed, oldest first. Nobody else is shown that there are any.',
  params: ById,
  reply: Type.Object({
    items: Type.Array(SealedDecision),
    /** Whether the own member was given the release, and so may decide about it. */
    mayDecide: Type.Boolean(),
    /** The key holders of the group's charter, in the order of their shares; without a key where one has none yet. */
    holders: Type.Array(
      Type.Object({
        member: MemberRef,
        key: Type.Optional(Type.Object({ id: Id, publicKey: PublicKey })),
      }),
    ),
  }),
})

export const sealDecision = defineRoute({
  name: 'sealDecision',
  method: 'POST',
  path: '/api/releases/:id/decisions',
  access: 'role:analyst',
  summary:
    'Keeps a sealed decision of the own member and commits to it. The exchange cannot open it; a later one does not replace it, and the same envelope again is kept once.',
  params: ById,
  body: Type.Object({
    keyId: Id,
    envelope: Envelope,
    commitment: Hash,
    /** The keys of the three key holders that it is sealed to beside, in their order; or none. */
    holderKeys: Type.Union([Type.Tuple([]), Type.Tuple([Id, Id, Id])]),
  }),
  reply: SealedDecision,
  status: 201,
})
