import Type, { type Static } from 'typebox'
import { MESSAGE_TYPES, NoAsk } from './message.ts'
import { PersonsFound } from './persons.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, pageOf, PageQuery, Prose, ReviewMails } from './scalars.ts'
import { ReleaseDraft, Verdict } from './sharing.ts'
import { ReviewedTearLine } from './tear-lines.ts'

/** A message waits for a second person until one of the others is reached. */
export const MESSAGE_STATES = [
  'submitted',
  'returned',
  'approved',
  'withdrawn',
  'timed-out',
] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** What a second person looks at: a message of one of the types, or a lower version of a release that is none. */
export const REVIEW_TYPES = [...MESSAGE_TYPES, 'tear-line'] as const
export type ReviewType = (typeof REVIEW_TYPES)[number]

const PersonRef = Type.Object({ id: Id, name: Line })

/** A message or lower version of the own member that needs, or had, a second person. */
export const MessageSummary = Type.Object({
  id: Id,
  title: Line,
  type: Type.Enum(REVIEW_TYPES),
  group: Type.Object({ id: Id, name: Line }),
  state: Type.Enum(MESSAGE_STATES),
  author: PersonRef,
  /** How often it was submitted. */
  revision: Type.Integer(),
  submittedAt: Instant,
  /** When it times out; absent once it is settled. */
  dueAt: Type.Optional(Instant),
  /** Present once it was approved, which sent it. */
  releaseId: Type.Optional(Id),
})
export type MessageSummary = Static<typeof MessageSummary>

export const MessageEvent = Type.Object({
  at: Instant,
  what: Type.Enum(MESSAGE_STATES),
  /** Absent where the clock did it. */
  by: Type.Optional(PersonRef),
  revision: Type.Integer(),
  note: Type.Optional(Prose),
})
export type MessageEvent = Static<typeof MessageEvent>

/** A run of words that is in both texts, only in the later, or only in the earlier. */
const WordRun = Type.Object({
  kind: Type.Union([Type.Literal('same'), Type.Literal('added'), Type.Literal('removed')]),
  text: Type.String(),
})
export type WordRun = Static<typeof WordRun>

/** What is different from what this person saw first. */
export const MessageChanges = Type.Object({
  sinceRevision: Type.Integer(),
  words: Type.Array(WordRun),
  objectsAdded: Type.Array(Type.String()),
  objectsRemoved: Type.Array(Type.String()),
  /** Under the same id, with other content. */
  objectsChanged: Type.Array(Type.String()),
  /** Who receives it, or does not, for another reason than then: sentences. */
  receivers: Type.Array(Type.String()),
})
export type MessageChanges = Static<typeof MessageChanges>

export const MessageReview = Type.Object({
  summary: MessageSummary,
  draft: ReleaseDraft,
  /** SHA-256 of the draft's bytes as they were submitted, hex. */
  sha256: Type.String(),
  /** Who would receive it if it were approved now; empty once it is settled. */
  verdicts: Type.Array(Verdict),
  /** What an approval is of: draft, receivers and rules. Empty once it is settled. */
  digest: Type.String(),
  history: Type.Array(MessageEvent),
  /** Why it can no longer be sent as it stands, whoever approves it. */
  fault: Type.Optional(Type.String()),
  changes: Type.Optional(MessageChanges),
  /** What is other than when its author submitted it in who would receive it and by which rules, as sentences; to everybody of its body. */
  sinceSubmitted: Type.Optional(Type.Array(Type.String())),
  /** Whom it may name, while it waits. */
  persons: Type.Optional(PersonsFound),
  /** Where it is a lower version of a release. */
  tearLine: Type.Optional(ReviewedTearLine),
  /** Mails to second reviewers that it waits. */
  mails: ReviewMails,
})
export type MessageReview = Static<typeof MessageReview>

const ById = Type.Object({ id: Id })
const MAX = 32 << 20

export const getNoAsk = defineRoute({
  name: 'getNoAsk',
  method: 'GET',
  path: '/api/messages/no-ask',
  access: 'public',
  summary:
    'The fixed text that goes with every message of a government body to a platform or campaign.',
  reply: NoAsk,
})

export const submitMessage = defineRoute({
  name: 'submitMessage',
  method: 'POST',
  path: '/api/messages',
  access: 'role:analyst',
  summary:
    'Submits a message, or a lower version of a release, for a second person; `revises` names an own one that is changed. Sends nothing.',
  body: Type.Object({ draft: ReleaseDraft, revises: Type.Optional(Id) }),
  maxBody: MAX,
  reply: MessageSummary,
  status: 201,
})

export const listMessages = defineRoute({
  name: 'listMessages',
  method: 'GET',
  path: '/api/messages',
  access: 'member',
  summary:
    'Messages and lower versions of the own member that wait for a second person or had one, newest first.',
  query: Type.Object({
    ...PageQuery.properties,
    state: Type.Optional(Type.Enum(MESSAGE_STATES)),
  }),
  reply: pageOf(MessageSummary),
})

export const getMessage = defineRoute({
  name: 'getMessage',
  method: 'GET',
  path: '/api/messages/:id',
  access: 'member',
  summary: 'One message: what it says, who would receive it, and what changed since one looked.',
  params: ById,
  reply: MessageReview,
})

export const approveMessage = defineRoute({
  name: 'approveMessage',
  method: 'POST',
  path: '/api/messages/:id/approve',
  access: 'role:reviewer',
  summary: 'Approves exactly what was looked at, which sends it.',
  params: ById,
  body: Type.Object({
    revision: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    digest: Type.String({ maxLength: 100 }),
  }),
  reply: MessageSummary,
})

export const returnMessage = defineRoute({
  name: 'returnMessage',
  method: 'POST',
  path: '/api/messages/:id/return',
  access: 'role:reviewer',
  summary: 'Returns a message to its author, with a reason.',
  params: ById,
  body: Type.Object({ reason: Prose }),
  reply: MessageSummary,
})

export const withdrawMessage = defineRoute({
  name: 'withdrawMessage',
  method: 'POST',
  path: '/api/messages/:id/withdraw',
  access: 'role:analyst',
  summary: 'Takes back an own message that waits.',
  params: ById,
  reply: MessageSummary,
})
