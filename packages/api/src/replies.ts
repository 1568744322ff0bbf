import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Prose } from './scalars.ts'

/** What a holder may say of a release; `wrong` and `more` want words. */
export const REPLY_KINDS = [
  'seen-too',
  'useful',
  'no-use',
  'wrong',
  'reviewed',
  'removed',
  'more',
] as const
export type ReplyKind = (typeof REPLY_KINDS)[number]

/** Kinds of reply that say nothing without words. */
export const REPLIES_IN_WORDS: readonly ReplyKind[] = ['wrong', 'more']

/** So many are marked as looked at in one go. */
export const REPLIES_SEEN = 500

/** A calendar day, UTC: how soon somebody answered is nobody's to measure. */
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const Reply = Type.Object({
  id: Id,
  releaseId: Id,
  title: Line,
  from: MemberRef,
  kind: Type.Enum(REPLY_KINDS),
  words: Type.Optional(Prose),
  day: Day,
  own: Type.Boolean(),
  /** Of an own one: to whom it was addressed. Those among them who do not have the release are shown nothing. */
  to: Type.Optional(Type.Array(MemberRef)),
  /** Of an own one: for its proof, once the clock has committed to it; see `getAnswerProof`. */
  answerId: Type.Optional(Id),
  /** Of an own one that was taken back. */
  retractedAt: Type.Optional(Instant),
  /** Of one that says that an own release is wrong: when somebody of the own member dealt with it. */
  settledAt: Type.Optional(Instant),
})
export type Reply = Static<typeof Reply>

/** One whom a reply could be addressed to. */
const Addressee = Type.Object({
  member: MemberRef,
  isSender: Type.Boolean(),
  /** It gets a reply only where its name is typed. */
  isGovernment: Type.Boolean(),
})
export type Addressee = Static<typeof Addressee>

const ById = Type.Object({ id: Id })

export const listReplies = defineRoute({
  name: 'listReplies',
  method: 'GET',
  path: '/api/releases/:id/replies',
  access: 'member',
  summary:
    'Replies to a release: own ones, and those that were addressed to the own member. Nobody is shown others, nor how many there are.',
  params: ById,
  reply: Type.Object({
    items: Type.Array(Reply),
    /** Whom the own member could address; empty where it was not given the release. */
    addressees: Type.Array(Addressee),
  }),
})

export const makeReply = defineRoute({
  name: 'makeReply',
  method: 'POST',
  path: '/api/releases/:id/replies',
  access: 'role:analyst',
  summary:
    'Says something of a release to those who are named, and to nobody else. A government body among them must be named in words as well, each time.',
  params: ById,
  body: Type.Object({
    kind: Type.Enum(REPLY_KINDS),
    words: Type.Optional(Prose),
    to: Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true }),
    /** Names of government bodies among them, as a person typed them. */
    bodies: Type.Array(Line, { maxItems: 1000 }),
    /**
     * Chosen by the client for one sending: the same key with the same words to the same members answers with the reply that was made,
     * and makes none; otherwise it is a `conflict` at `/body/sendKey`.
     */
    sendKey: Type.Optional(Type.String({ minLength: 16, maxLength: 100, pattern: '^[\\w-]+$' })),
  }),
  reply: Reply,
  status: 201,
})

export const retractReply = defineRoute({
  name: 'retractReply',
  method: 'POST',
  path: '/api/replies/:id/retract',
  access: 'role:analyst',
  summary: 'Takes an own reply back: nobody is shown it any more. Whoever read it has read it.',
  params: ById,
  reply: Reply,
})

export const markRepliesSeen = defineRoute({
  name: 'markRepliesSeen',
  method: 'POST',
  path: '/api/replies/seen',
  access: 'member',
  summary: 'Keeps for the person alone that they looked at replies.',
  body: Type.Object({
    replies: Type.Array(Id, { minItems: 1, maxItems: REPLIES_SEEN, uniqueItems: true }),
  }),
})

export const settleReply = defineRoute({
  name: 'settleReply',
  method: 'POST',
  path: '/api/replies/:id/settle',
  access: 'role:analyst',
  summary: 'Notes that the own member has dealt with a reply which says that its release is wrong.',
  params: ById,
  reply: Reply,
})

export const listWrongReplies = defineRoute({
  name: 'listWrongReplies',
  method: 'GET',
  path: '/api/replies/wrong',
  access: 'member',
  summary:
    'What members said to be wrong in own releases, and nobody has dealt with, newest first.',
  query: PageQuery,
  reply: pageOf(Reply),
})
