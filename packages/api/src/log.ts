import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery } from './scalars.ts'

/** A place in the log that may be asked for; larger numbers lose their last digits. */
const LogIndex = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

/** A line of the public log: what kind of act, when; no content. */
export const LogLine = Type.Object({
  index: Type.Integer(),
  kind: Type.String(),
  at: Instant,
  /** Base64 leaf hash. */
  leaf: Type.String(),
})
export type LogLine = Static<typeof LogLine>

/** A policy refusal, kept because "no" is part of the record. */
export const Refusal = Type.Object({
  id: Id,
  at: Instant,
  act: Type.String(),
  subject: Type.String(),
  to: Type.Optional(MemberRef),
  rule: Line,
  reason: Type.String(),
  logIndex: Type.Integer(),
})
export type Refusal = Static<typeof Refusal>

export const listLog = defineRoute({
  name: 'listLog',
  method: 'GET',
  path: '/api/log',
  access: 'public',
  summary: 'Lines of the log, newest first, by keyset on the index.',
  query: Type.Object({
    before: Type.Optional(LogIndex),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  reply: Type.Object({ size: Type.Integer(), items: Type.Array(LogLine) }),
})

/** Replies a C2SP tlog-proof file as text. */
export const getReceipt = defineRoute({
  name: 'getReceipt',
  method: 'GET',
  path: '/api/receipts/:index',
  access: 'member',
  summary: 'Proof file for an act the own member took part in.',
  params: Type.Object({ index: LogIndex }),
  reply: Type.Unsafe<string>(Type.String()),
})

export const listRefusals = defineRoute({
  name: 'listRefusals',
  method: 'GET',
  path: '/api/refusals',
  access: 'member',
  summary:
    'Refusals of acts by the own member, newest first; an operator sees those of others too, but of readings, answers, asked names and meetings.',
  query: PageQuery,
  reply: pageOf(Refusal),
})

/** A rule as people read it. */
export const Rule = Type.Object({
  id: Line,
  /** A forbid that applies wins over any permit; without a permit the answer is no. */
  effect: Type.Union([Type.Literal('permit'), Type.Literal('forbid')]),
  reason: Type.String(),
  /** Day from which it holds, such as 2026-11-22. */
  since: Type.String(),
})
export type Rule = Static<typeof Rule>

export const listRules = defineRoute({
  name: 'listRules',
  method: 'GET',
  path: '/api/rules',
  access: 'member',
  summary: 'The rules that acts are judged by, in the order in which a refusal names them.',
  reply: Type.Object({
    /** SHA-256 over all of them, hex: what a record names as the policies that an act was judged by. */
    version: Type.String(),
    items: Type.Array(Rule),
  }),
})
