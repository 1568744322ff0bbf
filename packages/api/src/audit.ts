import Type, { type Static } from 'typebox'
import { AUDITED_KINDS } from './audited-kinds.ts'
import { MESSAGE_TYPES } from './message.ts'
import { MessageEvent } from './messages.ts'
import { PERSON_KINDS, PERSON_STATEMENTS } from './persons.ts'
import { RegisterEntry } from './register.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Prose } from './scalars.ts'
import { UNMASKING_STATES } from './unmasking.ts'

/** What an auditor searches for; each part narrows it, and none means all. */
export const AuditFilter = Type.Object({
  from: Type.Optional(Instant),
  until: Type.Optional(Instant),
  /** A part of the name of a member that took part. */
  member: Type.Optional(Line),
  /** A part of the name of a person that did it, wrote it, or that it was about. */
  person: Type.Optional(Line),
  /** The rule that refused or admitted. */
  rule: Type.Optional(Line),
  kind: Type.Optional(Type.Enum(AUDITED_KINDS)),
  messageType: Type.Optional(Type.Enum(MESSAGE_TYPES)),
})
export type AuditFilter = Static<typeof AuditFilter>

const PersonRef = Type.Object({ id: Id, name: Line })

/** An act as an auditor may know it. */
export const AuditAct = Type.Object({
  index: Type.Integer(),
  kind: Type.String(),
  at: Instant,
  subject: Type.String(),
  /** Who did it: a person of a member, a machine of one, an office, or `clock`, `exchange`, `server`. */
  by: Type.Object({
    member: Type.Optional(Line),
    person: Type.Optional(PersonRef),
    key: Type.Optional(Id),
    other: Type.Optional(Type.String()),
  }),
  /** Names of members that took part, at most twenty of them; `partiesTotal` counts all. */
  parties: Type.Array(Line),
  partiesTotal: Type.Integer(),
  rule: Type.Optional(Line),
  messageType: Type.Optional(Type.Enum(MESSAGE_TYPES)),
  /** What was stated, as JSON; absent where it is not the auditor's to read. */
  statement: Type.Optional(Type.String()),
  /** Members, persons and groups that the statement names by their ids, as they are called now; who was erased is not among them. */
  named: Type.Array(Type.Object({ id: Id, name: Line })),
})
export type AuditAct = Static<typeof AuditAct>

/** A search as it stands on record. Its pages and its export are of the log as it was then. */
export const AuditSearch = Type.Object({
  id: Id,
  at: Instant,
  filter: AuditFilter,
  /** Entries that the log had. */
  upTo: Type.Integer(),
  found: Type.Integer(),
  /** Of these, how many whose statement is not shown. */
  closed: Type.Integer(),
  logIndex: Type.Integer(),
})
export type AuditSearch = Static<typeof AuditSearch>

/** A message of a government body with all that stood behind it. */
export const AuditedMessage = Type.Object({
  entry: RegisterEntry,
  title: Line,
  /** All its words, also before the day on which they are public. */
  text: Type.String(),
  nexusBasis: Type.Optional(Type.String()),
  reference: Type.Optional(Type.String()),
  author: Type.Optional(PersonRef),
  approver: Type.Optional(PersonRef),
  recallReason: Type.Optional(Type.String()),
  /** What its author stated, before its approver, of persons whom it may name: of which kinds, and why they are shown. */
  persons: Type.Optional(
    Type.Array(
      Type.Object({
        as: Type.Enum(PERSON_STATEMENTS),
        basis: Type.Optional(Line),
        kinds: Type.Array(Type.Enum(PERSON_KINDS)),
      }),
    ),
  ),
  /** How it came past its second person; empty where none is on record. */
  history: Type.Array(MessageEvent),
  /** Who asked for whom a pseudonym stands, why, and what was decided by whom; never for whom it stands. */
  unmaskings: Type.Array(
    Type.Object({
      token: Type.String(),
      asker: MemberRef,
      askedBy: PersonRef,
      askedAt: Instant,
      reason: Type.Optional(Prose),
      legalBasis: Type.Optional(Line),
      state: Type.Enum(UNMASKING_STATES),
      decidedAt: Type.Optional(Instant),
      decidedBy: Type.Optional(PersonRef),
      words: Type.Optional(Prose),
    }),
  ),
  /** Who was given it, and by which rule. When they read it is theirs alone. */
  given: Type.Array(Type.Object({ member: MemberRef, rule: Line, logIndex: Type.Integer() })),
})
export type AuditedMessage = Static<typeof AuditedMessage>

/** A release that a member held at an instant: given before, and neither taken back nor ended. */
export const HeldRelease = Type.Object({
  member: MemberRef,
  releaseId: Id,
  from: MemberRef,
  at: Instant,
  objectCount: Type.Integer(),
  rule: Line,
  logIndex: Type.Integer(),
  /** Of messages of government bodies alone. */
  messageType: Type.Optional(Type.Enum(MESSAGE_TYPES)),
  title: Type.Optional(Line),
})
export type HeldRelease = Static<typeof HeldRelease>

export const searchRecord = defineRoute({
  name: 'searchRecord',
  method: 'POST',
  path: '/api/audit/searches',
  access: 'role:auditor',
  summary: 'Searches the record of all members as an auditor; the search itself goes on record.',
  body: Type.Object({ filter: AuditFilter }),
  reply: AuditSearch,
  status: 201,
})

export const listAuditSearches = defineRoute({
  name: 'listAuditSearches',
  method: 'GET',
  path: '/api/audit/searches',
  access: 'role:auditor',
  summary: 'Own searches of the record, newest first.',
  query: PageQuery,
  reply: pageOf(AuditSearch),
})

export const listAudited = defineRoute({
  name: 'listAudited',
  method: 'GET',
  path: '/api/audit/searches/:id/acts',
  access: 'role:auditor',
  summary: 'What an own search found, newest first.',
  params: Type.Object({ id: Id }),
  query: PageQuery,
  reply: pageOf(AuditAct),
})

export const exportAudited = defineRoute({
  name: 'exportAudited',
  method: 'POST',
  path: '/api/audit/searches/:id/export',
  access: 'role:auditor',
  summary:
    'What an own search found as one file of proofs that is checked offline; the export goes on record.',
  params: Type.Object({ id: Id }),
  reply: Type.Unsafe<string>(Type.String()),
})

export const openAuditedMessage = defineRoute({
  name: 'openAuditedMessage',
  method: 'POST',
  path: '/api/audit/messages/:id/open',
  access: 'role:auditor',
  summary:
    'Opens a message of a government body, by its id in the register; the opening goes on record.',
  params: Type.Object({ id: Id }),
  reply: AuditedMessage,
})

export const searchHeld = defineRoute({
  name: 'searchHeld',
  method: 'POST',
  path: '/api/audit/held',
  access: 'role:auditor',
  summary:
    'What members had been given at an instant, and by whom; the search goes on record. Not whether anybody read it.',
  body: Type.Object({ at: Instant, member: Type.Optional(Line) }),
  reply: Type.Object({
    items: Type.Array(HeldRelease),
    /** How many there were; at most 500 are given. */
    total: Type.Integer(),
    logIndex: Type.Integer(),
  }),
})
