import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import {
  Email,
  Id,
  Instant,
  Line,
  MemberRef,
  PageQuery,
  Prose,
  ReviewMails,
  pageOf,
} from './scalars.ts'

/** An IANA time zone, such as `Europe/Dublin`. */
const Zone = Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9_+/-]+$' })

/** A person of the own member. */
const Colleague = Type.Object({
  id: Id,
  name: Line,
  /** Who may not sign in at present, or only looks on as an auditor, is never on duty. */
  away: Type.Optional(Type.Literal(true)),
})
export type Colleague = Static<typeof Colleague>

export const SHIFT_STATES = ['offered', 'taken', 'declined', 'withdrawn', 'given-back'] as const

/** When a person is on duty. It counts once the person has taken it: nobody is put on duty unasked. */
export const Shift = Type.Object({
  id: Id,
  person: Colleague,
  own: Type.Boolean(),
  from: Instant,
  until: Instant,
  /** The zone that it was planned in. */
  zone: Zone,
  state: Type.Enum(SHIFT_STATES),
  by: Colleague,
})
export type Shift = Static<typeof Shift>

const Span = Type.Object({ from: Instant, until: Instant })

export const Roster = Type.Object({
  /** What was looked at; gaps and overlaps are of it alone. */
  from: Instant,
  until: Instant,
  /** Shifts that touch it, the earliest first: taken ones, and those that somebody may still take. */
  shifts: Type.Array(Shift),
  /** When nobody is on duty. */
  gaps: Type.Array(Span),
  /** When more than one person is. */
  overlaps: Type.Array(Type.Object({ ...Span.properties, people: Type.Array(Colleague) })),
  /** Who is on duty now, whatever was looked at. */
  onDuty: Type.Array(Colleague),
  /** Who may be offered a shift. */
  people: Type.Array(Colleague),
})
export type Roster = Static<typeof Roster>

const ShiftDraft = Type.Object({
  /** Chosen by the client, so that what it sends again is kept once. */
  shiftId: Id,
  personId: Id,
  from: Instant,
  until: Instant,
  zone: Zone,
})
export type ShiftDraft = Static<typeof ShiftDraft>

/** Whom a member shows how its duty desk is reached, of those it shares a group with. */
export const DESK_AUDIENCES = ['nobody', 'all-but-government', 'all'] as const

const Reach = {
  phone: Type.Optional(Type.String({ maxLength: 30, pattern: '^\\+[0-9]([0-9 -]{4,28})[0-9]$' })),
  email: Type.Optional(Email),
}
export const OwnDesk = Type.Object({ ...Reach, shownTo: Type.Enum(DESK_AUDIENCES) })
export type OwnDesk = Static<typeof OwnDesk>

const Desk = Type.Object({ member: MemberRef, ...Reach })
export type Desk = Static<typeof Desk>

/** An open step of the own member, as it stands now. */
const OpenStep = Type.Object({
  id: Id,
  caseId: Id,
  caseTitle: Line,
  words: Prose,
  state: Type.Enum(['open', 'doing', 'done', 'dropped']),
  dueAt: Type.Optional(Instant),
})
export type OpenStep = Static<typeof OpenStep>

export const HANDOVER_STATES = ['open', 'taken', 'withdrawn'] as const

/** What somebody hands over at the end of a shift. Steps are shown as they stand now, to whoever may read them. */
export const Handover = Type.Object({
  id: Id,
  by: Colleague,
  own: Type.Boolean(),
  at: Instant,
  /** For whom it was meant; anybody of the member may take it. */
  for: Type.Optional(Colleague),
  forMe: Type.Boolean(),
  /** Whoever it was meant for declined it. */
  declinedAt: Type.Optional(Instant),
  waits: Type.Optional(Prose),
  watch: Type.Optional(Prose),
  steps: Type.Array(OpenStep),
  /** So many steps more were handed over, which the reader may not see or which are no more there. */
  withheld: Type.Integer(),
  state: Type.Enum(HANDOVER_STATES),
  /** Mails to whoever may take it over; absent where none was made out. That one was handed over says not that it was read. */
  mails: Type.Optional(ReviewMails),
  answeredBy: Type.Optional(Colleague),
  answeredAt: Type.Optional(Instant),
})
export type Handover = Static<typeof Handover>

const ById = Type.Object({ id: Id })

export const getRoster = defineRoute({
  name: 'getRoster',
  method: 'GET',
  path: '/api/duty',
  access: 'member',
  summary:
    'The duty roster of the own member, for its people alone: who is on duty when, with gaps and overlaps, for so many `days` (14) from an instant (now).',
  query: Type.Object({
    from: Type.Optional(Instant),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 62 })),
  }),
  reply: Roster,
})

export const addShifts = defineRoute({
  name: 'addShifts',
  method: 'POST',
  path: '/api/duty/shifts',
  access: 'acting',
  summary:
    'Puts shifts on the roster: own ones are taken by that, those of colleagues are offered to them.',
  body: Type.Object({ shifts: Type.Array(ShiftDraft, { minItems: 1, maxItems: 62 }) }),
  reply: Type.Object({ shifts: Type.Array(Shift) }),
})

export const answerShift = defineRoute({
  name: 'answerShift',
  method: 'POST',
  path: '/api/duty/shifts/:id/answer',
  access: 'acting',
  summary:
    'Takes or declines a shift that one was offered, gives an own one back, or withdraws one that nobody has taken.',
  params: ById,
  body: Type.Object({ answer: Type.Enum(['taken', 'declined', 'withdrawn', 'given-back']) }),
  reply: Shift,
})

export const getDesks = defineRoute({
  name: 'getDesks',
  method: 'GET',
  path: '/api/duty/desks',
  access: 'member',
  summary:
    'How the own duty desk is reached and who is shown that; and how those of other members are, which show it to the own one.',
  reply: Type.Object({ own: OwnDesk, others: Type.Array(Desk) }),
})

export const setDesk = defineRoute({
  name: 'setDesk',
  method: 'PUT',
  path: '/api/duty/desk',
  access: 'acting',
  summary: 'Says how the own duty desk is reached, and which other members are shown that.',
  body: OwnDesk,
  reply: OwnDesk,
})

export const listOpenSteps = defineRoute({
  name: 'listOpenSteps',
  method: 'GET',
  path: '/api/duty/steps',
  access: 'member',
  summary: 'Steps of the own member that are not done or dropped, in all its open cases.',
  reply: Type.Object({
    items: Type.Array(OpenStep),
    /** Whether there are more, which are not given. */
    capped: Type.Boolean(),
  }),
})

export const listHandovers = defineRoute({
  name: 'listHandovers',
  method: 'GET',
  path: '/api/duty/handovers',
  access: 'member',
  summary:
    'What was handed over between shifts of the own member, the latest first; `state=open` is what nobody has taken over.',
  query: Type.Object({
    ...PageQuery.properties,
    state: Type.Optional(Type.Enum(HANDOVER_STATES)),
  }),
  reply: pageOf(Handover),
})

export const writeHandover = defineRoute({
  name: 'writeHandover',
  method: 'POST',
  path: '/api/duty/handovers',
  access: 'acting',
  summary:
    'Writes what is open at the end of a shift, for whoever takes it over by an act of their own.',
  body: Type.Object({
    handoverId: Id,
    forId: Type.Optional(Id),
    waits: Type.Optional(Prose),
    watch: Type.Optional(Prose),
    /** Steps of the own member. */
    steps: Type.Array(Id, { maxItems: 100, uniqueItems: true }),
  }),
  reply: Handover,
  status: 201,
})

export const answerHandover = defineRoute({
  name: 'answerHandover',
  method: 'POST',
  path: '/api/duty/handovers/:id/answer',
  access: 'acting',
  summary:
    'Takes over what a colleague handed over, with `until` as a shift from now until then; declines what was meant for oneself, which then waits for anybody; or withdraws an own one.',
  params: ById,
  body: Type.Object({
    answer: Type.Enum(['taken', 'declined', 'withdrawn']),
    until: Type.Optional(Instant),
    zone: Type.Optional(Zone),
  }),
  reply: Handover,
})
