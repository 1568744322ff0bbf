import Type, { type Static } from 'typebox'
import { PERSON_KINDS } from './persons.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Prose, ReviewMails } from './scalars.ts'

/** A pseudonym as it stands in a release. */
export const PSEUDONYM = 'person-[a-km-z2-8]{8}'

/** An ask waits until one of the others is reached; `erased` where whom it was about is kept no more, `withdrawn` by who asked. */
export const UNMASKING_STATES = [
  'asked',
  'approved',
  'declined',
  'timed-out',
  'erased',
  'withdrawn',
] as const
export type UnmaskingState = (typeof UNMASKING_STATES)[number]

const PersonRef = Type.Object({ id: Id, name: Line })

/** A receiver's ask for whom one pseudonym of a message stands for, as one of its two sides sees it. */
export const Unmasking = Type.Object({
  id: Id,
  releaseId: Id,
  title: Line,
  token: Type.String(),
  /** Who asks, and whose message it is. */
  asker: MemberRef,
  sender: MemberRef,
  state: Type.Enum(UNMASKING_STATES),
  askedAt: Instant,
  /** Why, and on which legal basis; absent once erased. */
  reason: Type.Optional(Prose),
  legalBasis: Type.Optional(Line),
  /** Who asked: for people of the asking member alone. */
  askedBy: Type.Optional(PersonRef),
  /** When it times out; absent once it is settled. */
  dueAt: Type.Optional(Instant),
  decidedAt: Type.Optional(Instant),
  /** Who decided: for people of the sender alone. */
  decidedBy: Type.Optional(PersonRef),
  /** The basis of an approval, or why it was declined. */
  words: Type.Optional(Prose),
  /** Why it cannot be approved as all stands now. */
  fault: Type.Optional(Type.Object({ rule: Line, reason: Type.String() })),
  /** Whom the pseudonym stands for: once approved, and for as long as the release may be read. */
  person: Type.Optional(Type.Object({ kind: Type.Enum(PERSON_KINDS), original: Type.String() })),
  /** Whether people of the own member asked. */
  own: Type.Boolean(),
  /** Of one about an own message that waits: how mails to the second reviewers fare. */
  mails: Type.Optional(ReviewMails),
  /** Whether the person who reads this may decide. */
  mayDecide: Type.Boolean(),
})
export type Unmasking = Static<typeof Unmasking>

const ById = Type.Object({ id: Id })

export const askUnmasking = defineRoute({
  name: 'askUnmasking',
  method: 'POST',
  path: '/api/releases/:id/unmaskings',
  access: 'role:analyst',
  summary:
    'Asks the sender of a message whom one pseudonym stands for. The sender learns by it that the own member has read the message.',
  params: ById,
  body: Type.Object({
    token: Type.String({ pattern: `^${PSEUDONYM}$`, maxLength: 15 }),
    reason: Prose,
    legalBasis: Line,
    /** Whoever asks knows what is told by it, and to whom. */
    senderMayKnow: Type.Literal(true),
  }),
  reply: Unmasking,
  status: 201,
})

export const listUnmaskings = defineRoute({
  name: 'listUnmaskings',
  method: 'GET',
  path: '/api/unmaskings',
  access: 'member',
  summary:
    'Asks for whom a pseudonym stands for: those of the own member, and those about its own messages; newest first.',
  query: Type.Object({
    ...PageQuery.properties,
    releaseId: Type.Optional(Id),
    state: Type.Optional(Type.Enum(UNMASKING_STATES)),
  }),
  reply: pageOf(Unmasking),
})

export const approveUnmasking = defineRoute({
  name: 'approveUnmasking',
  method: 'POST',
  path: '/api/unmaskings/:id/approve',
  access: 'role:reviewer',
  summary: 'Tells the people of the member that asked whom the one pseudonym stands for.',
  params: ById,
  body: Type.Object({ basis: Prose }),
  reply: Unmasking,
})

export const declineUnmasking = defineRoute({
  name: 'declineUnmasking',
  method: 'POST',
  path: '/api/unmaskings/:id/decline',
  access: 'role:reviewer',
  summary: 'Declines to say whom a pseudonym stands for, with a reason that the asker is told.',
  params: ById,
  body: Type.Object({ reason: Prose }),
  reply: Unmasking,
})

export const withdrawUnmasking = defineRoute({
  name: 'withdrawUnmasking',
  method: 'POST',
  path: '/api/unmaskings/:id/withdraw',
  access: 'role:analyst',
  summary: 'Takes back an ask of the own member that waits.',
  params: ById,
  reply: Unmasking,
})
