import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, pageOf, PageQuery, Prose } from './scalars.ts'

/** What the record calls what it is about: `notice:<id>`, `release:<id>`, `person:<id>`, `contacts`. */
const Subject = Type.String({
  pattern: '^[a-z]+(?:-[a-z]+)?(:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$',
  maxLength: 60,
})

/** A wish to have erased what the record holds about a subject. */
export const Erasure = Type.Object({
  id: Id,
  subject: Subject,
  reason: Type.String(),
  askedBy: Type.Object({ id: Id, name: Type.Optional(Line) }),
  askedAt: Instant,
  decision: Type.Optional(Type.Union([Type.Literal('approved'), Type.Literal('declined')])),
  decidedBy: Type.Optional(Type.Object({ id: Id, name: Type.Optional(Line) })),
  decidedAt: Type.Optional(Instant),
  /** Entries of the log whose statements are gone. */
  entries: Type.Optional(Type.Integer()),
})
export type Erasure = Static<typeof Erasure>

/** What a legal hold is on; `*` is everything. */
const HeldSubject = Type.Union([Type.Literal('*'), Subject])

/** A legal hold: nothing about its subject is erased while it stands. */
export const LegalHold = Type.Object({
  subject: HeldSubject,
  reason: Type.String(),
  placedAt: Instant,
})
export type LegalHold = Static<typeof LegalHold>

const ById = Type.Object({ id: Id })

export const listErasures = defineRoute({
  name: 'listErasures',
  method: 'GET',
  path: '/api/erasures',
  access: 'role:operator',
  summary: 'Wishes to erase, newest first.',
  query: PageQuery,
  reply: pageOf(Erasure),
})

export const askErasure = defineRoute({
  name: 'askErasure',
  method: 'POST',
  path: '/api/erasures',
  access: 'role:operator',
  summary:
    'Asks to erase the statements of the record about a subject; of a person also name, address, keys and sessions. A second operator decides.',
  body: Type.Object({ subject: Subject, reason: Prose }),
  reply: Erasure,
  status: 201,
})

export const approveErasure = defineRoute({
  name: 'approveErasure',
  method: 'POST',
  path: '/api/erasures/:id/approve',
  access: 'role:operator',
  summary: 'Erases, at the word of another person than asked for it. It cannot be undone.',
  params: ById,
  reply: Erasure,
})

export const declineErasure = defineRoute({
  name: 'declineErasure',
  method: 'POST',
  path: '/api/erasures/:id/decline',
  access: 'role:operator',
  summary: 'Decides that nothing is erased; whoever asked may take the wish back so.',
  params: ById,
  reply: Erasure,
})

export const listHolds = defineRoute({
  name: 'listHolds',
  method: 'GET',
  path: '/api/holds',
  access: 'role:operator',
  summary: 'Legal holds that stand, and how long the record is kept by kind of act.',
  reply: Type.Object({
    items: Type.Array(LegalHold),
    /** Days after which statements of a kind of act are erased; other kinds are kept. */
    retention: Type.Record(Type.String(), Type.Integer()),
  }),
})

export const placeHold = defineRoute({
  name: 'placeHold',
  method: 'POST',
  path: '/api/holds',
  access: 'role:operator',
  summary: 'Stops all erasing about a subject, addresses included, or with `*` of everything.',
  body: Type.Object({ subject: HeldSubject, reason: Prose }),
  reply: LegalHold,
  status: 201,
})

export const liftHold = defineRoute({
  name: 'liftHold',
  method: 'POST',
  path: '/api/holds/lift',
  access: 'role:operator',
  summary: 'Lets erasing about a subject go on.',
  body: Type.Object({ subject: HeldSubject, reason: Prose }),
})
