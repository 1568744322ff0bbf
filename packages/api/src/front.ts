import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Instant, Line, MemberRef } from './scalars.ts'

/** Who answers for an exchange, as its configuration names them; what is absent is not set. */
export const RunBy = Type.Object({
  name: Type.Optional(Line),
  mail: Type.Optional(Type.String()),
  phone: Type.Optional(Line),
  postal: Type.Optional(Line),
  /** An https address of a page about them. */
  page: Type.Optional(Type.String()),
})
export type RunBy = Static<typeof RunBy>

export const Front = Type.Object({
  name: Line,
  /** True for a drill: nothing on it is real. */
  exercise: Type.Boolean(),
  /** The exchange's clock, which is virtual in a drill. */
  now: Instant,
  /** Where it says that it is reached; a page served from elsewhere is not this exchange. */
  origin: Type.String(),
  /** The log's verifier key, as a C2SP vkey line. */
  logKey: Type.String(),
  runBy: RunBy,
  /** Whom reports of the public go to; absent where none are taken. */
  reportsTo: Type.Optional(MemberRef),
})
export type Front = Static<typeof Front>

export const getFront = defineRoute({
  name: 'getFront',
  method: 'GET',
  path: '/api/front',
  access: 'public',
  summary:
    'What the front page says: who runs this exchange as far as that is set, where it is reached, the key of its log, and whether it takes reports of the public.',
  reply: Front,
})
