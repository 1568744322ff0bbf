import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Line, MemberRef, pageOf, PageQuery, Prose, ReviewMails } from './scalars.ts'

/** For whom an appeal is brought: for somebody whom what is shared concerns, or for the member itself. */
export const APPEAL_BEHALVES = ['person', 'member'] as const

/** What a holder may answer; until it does, nothing is known of it. */
export const APPEAL_ANSWERS = ['looking', 'removed', 'corrected', 'kept', 'not-held'] as const
export type AppealAnswer = (typeof APPEAL_ANSWERS)[number]

/** A calendar day, UTC: how soon somebody answered is nobody's to measure. */
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const StixId = Type.String({ pattern: '^[a-z0-9-]+--[0-9a-f-]{36}$', maxLength: 300 })

export const Appeal = Type.Object({
  id: Id,
  own: Type.Boolean(),
  by: MemberRef,
  behalf: Type.Enum(APPEAL_BEHALVES),
  words: Prose,
  /** What it is about: of an own one all of it, of another one what the own member holds of it. */
  stixIds: Type.Array(StixId),
  day: Day,
  withdrawn: Type.Boolean(),
  /** Releases that the own member sent or can still read and that hold any of it. */
  releases: Type.Array(Type.Object({ id: Id, title: Line, sent: Type.Boolean() })),
  /** What the own member answered, as a holder. */
  answer: Type.Optional(Type.Enum(APPEAL_ANSWERS)),
  /**
   * Of one that reached the own member: how the last mail to each of its analysts fared that waits or went out since it was brought.
   * Absent where there was none. That one was handed over says not that it was read.
   */
  mails: Type.Optional(ReviewMails),
  /** Of an own one: whether bodies of government that hold any of it are told too. */
  governmentToo: Type.Optional(Type.Boolean()),
  /** Of an own one: answers of those who gave one. Who else was told, and how many, is not known. */
  answers: Type.Optional(
    Type.Array(Type.Object({ member: MemberRef, answer: Type.Enum(APPEAL_ANSWERS), day: Day })),
  ),
})
export type Appeal = Static<typeof Appeal>

const ById = Type.Object({ id: Id })

export const listAppeals = defineRoute({
  name: 'listAppeals',
  method: 'GET',
  path: '/api/appeals',
  access: 'member',
  summary:
    'Appeals that the own member brought, or that are about something it holds, the latest first.',
  query: PageQuery,
  reply: pageOf(Appeal),
})

export const bringAppeal = defineRoute({
  name: 'bringAppeal',
  method: 'POST',
  path: '/api/releases/:id/appeals',
  access: 'role:analyst',
  summary:
    'Appeals against things in a release that the own member has: every holder of any of them is told once, by whichever releases it has them, and who they are is not said.',
  params: ById,
  body: Type.Object({
    /** Chosen by the client, so that what it sends again is kept once. */
    appealId: Id,
    behalf: Type.Enum(APPEAL_BEHALVES),
    words: Prose,
    stixIds: Type.Array(StixId, { minItems: 1, maxItems: 200, uniqueItems: true }),
    /** Whether bodies of government that hold any of it are told too. */
    governmentToo: Type.Boolean(),
  }),
  reply: Appeal,
  status: 201,
})

export const answerAppeal = defineRoute({
  name: 'answerAppeal',
  method: 'POST',
  path: '/api/appeals/:id/answer',
  access: 'role:analyst',
  summary:
    'Answers an appeal for the own member, to whoever brought it and nobody else; the latest answer stands.',
  params: ById,
  body: Type.Object({ answer: Type.Enum(APPEAL_ANSWERS) }),
  reply: Appeal,
})

export const withdrawAppeal = defineRoute({
  name: 'withdrawAppeal',
  method: 'POST',
  path: '/api/appeals/:id/withdraw',
  access: 'role:analyst',
  summary: 'Withdraws an own appeal; those who were told see that.',
  params: ById,
  reply: Appeal,
})
