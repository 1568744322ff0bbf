import Type from 'typebox'
import { MatchKindName, MatchMessage, MatchSize } from './matching.ts'
import { defineRoute } from './route.ts'
import { Id } from './scalars.ts'

const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Signature = Type.String({ pattern: '^[A-Za-z0-9+/]{86}==$' })
const ById = Type.Object({ id: Id })

/** Bytes of each part of a message but the last. */
export const MATCH_PART = 1 << 22

export const beginMessage = defineRoute({
  name: 'beginMessage',
  method: 'POST',
  path: '/api/matchings/:id/messages',
  access: 'acting',
  summary: 'Begins a message of a match: a table of an epoch, or a step of a round.',
  params: ById,
  body: Type.Object({
    step: Type.Enum(['table', 'request', 'reply', 'hits']),
    round: Type.Optional(Id),
    epoch: Type.Integer({ minimum: 0 }),
    kind: MatchKindName,
    count: MatchSize,
    bytes: Type.Integer({ minimum: 1, maximum: 1 << 30 }),
    digest: Digest,
    previous: Type.String({ pattern: '^([0-9a-f]{64})?$' }),
    signature: Signature,
    /** Of a table for look-ups: the key that each answer is proven by. */
    publicKey: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' })),
  }),
  reply: MatchMessage,
  status: 201,
})

const Part = Type.Object({ id: Id, seq: Type.Integer({ minimum: 0, maximum: 1 << 10 }) })

/** Sent as raw bytes, `MATCH_PART` of them in each part but the last. */
export const sendPart = defineRoute({
  name: 'sendPart',
  method: 'POST',
  path: '/api/matching-messages/:id/parts/:seq',
  access: 'acting',
  summary: 'Takes a part of a message that was begun.',
  params: Part,
  body: Type.Unsafe<Blob>(Type.Any()),
  maxBody: MATCH_PART,
})

export const finishMessage = defineRoute({
  name: 'finishMessage',
  method: 'POST',
  path: '/api/matching-messages/:id/finish',
  access: 'acting',
  summary: 'Ends a message: all its parts are there, and its bytes have the digest that was named.',
  params: ById,
  reply: MatchMessage,
})

/** Answers with raw bytes. */
export const getPart = defineRoute({
  name: 'getPart',
  method: 'GET',
  path: '/api/matching-messages/:id/parts/:seq',
  access: 'member',
  summary: 'A part of a message of a match, as the other side sent it.',
  params: Part,
  reply: Type.String(),
})
