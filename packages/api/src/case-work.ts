import Type, { type Static, type TSchema } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, MemberRef, pageOf, PageQuery, Prose } from './scalars.ts'

export const STEP_STATES = ['open', 'doing', 'done', 'dropped'] as const
export type StepState = (typeof STEP_STATES)[number]

/** A version of a step. */
const StepVersion = Type.Object({
  id: Id,
  words: Prose,
  dueAt: Type.Optional(Instant),
  state: Type.Enum(STEP_STATES),
  at: Instant,
})
export type StepVersion = Static<typeof StepVersion>

export const CaseStep = Type.Object({
  id: Id,
  by: MemberRef,
  own: Type.Boolean(),
  madeAt: Instant,
  /** The offer that it came of. */
  offerId: Type.Optional(Id),
  /** The version that stands. */
  current: StepVersion,
  /** Versions that were written on an older one than stands, until somebody of the member chooses. */
  beside: Type.Array(StepVersion),
})
export type CaseStep = Static<typeof CaseStep>

export const OFFER_STATES = ['open', 'taken', 'declined', 'withdrawn'] as const
export const CaseOffer = Type.Object({
  id: Id,
  from: MemberRef,
  to: MemberRef,
  own: Type.Boolean(),
  words: Prose,
  dueAt: Type.Optional(Instant),
  offeredAt: Instant,
  state: Type.Enum(OFFER_STATES),
  answeredAt: Type.Optional(Instant),
})
export type CaseOffer = Static<typeof CaseOffer>

/** A line of the joint plan, with an instant one of the joint clock; or a note. */
export const CaseLine = Type.Object({
  id: Id,
  kind: Type.Enum(['plan', 'note']),
  by: MemberRef,
  own: Type.Boolean(),
  words: Prose,
  dueAt: Type.Optional(Instant),
  at: Instant,
  struckAt: Type.Optional(Instant),
})
export type CaseLine = Static<typeof CaseLine>

const ById = Type.Object({ id: Id })
const Words = { words: Prose, dueAt: Type.Optional(Instant) }
/** Chosen by the client, so that what it sends again, as after a time offline, is kept once. */
const EditId = Id

/** A page with how many more there are that were not for the reader. */
export function countedPage<T extends TSchema>(item: T) {
  return Type.Object({
    ...pageOf(item).properties,
    /**
     * So many more stand in the case that were not for the reader. To a body of government those of platforms and campaigns are not
     * counted, so that 0 says nothing of them.
     */
    withheld: Type.Integer(),
  })
}

export const listCaseSteps = defineRoute({
  name: 'listCaseSteps',
  method: 'GET',
  path: '/api/cases/:id/steps',
  access: 'member',
  summary:
    'Steps in a case, the latest first: own ones, and those of others that were for the reader when they were made.',
  params: ById,
  query: PageQuery,
  reply: countedPage(CaseStep),
})

export const writeCaseStep = defineRoute({
  name: 'writeCaseStep',
  method: 'POST',
  path: '/api/cases/:id/steps',
  access: 'role:analyst',
  summary: 'Makes a step of the own member; for another one there is no place to name it.',
  params: ById,
  body: Type.Object({ editId: EditId, ...Words }),
  reply: CaseStep,
})

export const editCaseStep = defineRoute({
  name: 'editCaseStep',
  method: 'POST',
  path: '/api/cases/:id/steps/:step/edits',
  access: 'role:analyst',
  summary:
    'Changes an own step. Where it changed since `base`, both versions are kept, that which came first stands, and the other stands beside it until one is chosen.',
  params: Type.Object({ id: Id, step: Id }),
  body: Type.Object({
    editId: EditId,
    /** The version that the writer had before them. */
    base: Id,
    ...Words,
    state: Type.Enum(STEP_STATES),
    /** Versions beside it that this one settles. */
    settles: Type.Optional(Type.Array(Id, { maxItems: 50, uniqueItems: true })),
  }),
  reply: CaseStep,
})

export const listCaseOffers = defineRoute({
  name: 'listCaseOffers',
  method: 'GET',
  path: '/api/cases/:id/offers',
  access: 'member',
  summary: 'Steps that the own member offered, or was offered, the latest first.',
  params: ById,
  query: PageQuery,
  reply: pageOf(CaseOffer),
})

export const offerCaseStep = defineRoute({
  name: 'offerCaseStep',
  method: 'POST',
  path: '/api/cases/:id/offers',
  access: 'role:analyst',
  summary:
    'Offers a step to another member, which takes it, declines it or says nothing. A body of government offers none to a platform or campaign.',
  params: ById,
  body: Type.Object({ to: Id, ...Words }),
  reply: CaseOffer,
  status: 201,
})

export const answerCaseOffer = defineRoute({
  name: 'answerCaseOffer',
  method: 'POST',
  path: '/api/cases/:id/offers/:offer/answer',
  access: 'role:analyst',
  summary:
    'Takes an offered step, which is then an own one, declines it, or withdraws an own offer.',
  params: Type.Object({ id: Id, offer: Id }),
  body: Type.Object({ answer: Type.Enum(['taken', 'declined', 'withdrawn']) }),
  reply: CaseOffer,
})

export const listCaseLines = defineRoute({
  name: 'listCaseLines',
  method: 'GET',
  path: '/api/cases/:id/lines',
  access: 'member',
  summary:
    'The joint plan and notes of a case, the latest first, as far as they were for the reader when they were written.',
  params: ById,
  query: PageQuery,
  reply: countedPage(CaseLine),
})

export const writeCaseLine = defineRoute({
  name: 'writeCaseLine',
  method: 'POST',
  path: '/api/cases/:id/lines',
  access: 'role:analyst',
  summary: 'Writes a line of the joint plan, with an instant one of the joint clock; or a note.',
  params: ById,
  body: Type.Object({ lineId: EditId, kind: Type.Enum(['plan', 'note']), ...Words }),
  reply: CaseLine,
})

export const strikeCaseLine = defineRoute({
  name: 'strikeCaseLine',
  method: 'POST',
  path: '/api/cases/:id/lines/:line/strike',
  access: 'role:analyst',
  summary: 'Strikes an own line; it stays readable to whoever could read it.',
  params: Type.Object({ id: Id, line: Id }),
  reply: CaseLine,
})
