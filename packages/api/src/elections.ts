import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, JurisdictionId, Line } from './scalars.ts'

/** A day of the calendar, such as `2026-11-03`. */
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const ElectionKind = Type.Enum(['general', 'primary', 'runoff', 'special', 'referendum'])
export type ElectionKind = Static<typeof ElectionKind>

/** In the last so many days an office of the election has at most so many minutes to answer a notice. */
export const ElectionClock = Type.Object({
  lastDays: Type.Integer({ minimum: 0, maximum: 365 }),
  answerWithin: Type.Integer({ minimum: 1, maximum: 10080 }),
})
export type ElectionClock = Static<typeof ElectionClock>

export const ElectionDraft = Type.Object({
  name: Line,
  kind: ElectionKind,
  date: Day,
  /** Where it is held; a place stands for all below it. */
  places: Type.Array(JurisdictionId, { minItems: 1, maxItems: 500, uniqueItems: true }),
  /** Days by which something has to be done, such as the end of registration. */
  deadlines: Type.Array(Type.Object({ name: Line, date: Day }), { maxItems: 50 }),
  /** Shorter clocks of notices as the election comes near; what is left out has none. */
  clocks: Type.Optional(Type.Array(ElectionClock, { maxItems: 10 })),
})
export type ElectionDraft = Static<typeof ElectionDraft>

/** Tells one state of what is on file from another: the same for the same facts. */
const Edition = Type.String({ pattern: '^[0-9a-f]{16}$' })

/** An election; days left are counted on the exchange's clock, in the time zone of its first place, or UTC. */
export const Election = Type.Object({
  id: Id,
  ...ElectionDraft.properties,
  deadlines: Type.Array(Type.Object({ name: Line, date: Day, daysLeft: Type.Integer() })),
  /** Whole days until its day: 0 on the day itself, negative after it. */
  daysLeft: Type.Integer(),
  /** Names of `places`, in their order. */
  placeNames: Type.Array(Line),
  /** By whose calendar days are counted: IANA. */
  timeZone: Type.String(),
  edition: Edition,
})
export type Election = Static<typeof Election>

export const listElections = defineRoute({
  name: 'listElections',
  method: 'GET',
  path: '/api/elections',
  access: 'member',
  summary: 'Every election with the days left, by its date.',
  reply: Type.Object({ items: Type.Array(Election) }),
})

export const addElection = defineRoute({
  name: 'addElection',
  method: 'POST',
  path: '/api/elections',
  access: 'role:operator',
  summary: 'Adds an election.',
  body: ElectionDraft,
  reply: Election,
  status: 201,
})

export const changeElection = defineRoute({
  name: 'changeElection',
  method: 'PUT',
  path: '/api/elections/:id',
  access: 'role:operator',
  summary:
    'Replaces what is on file about an election, where that is still of the edition it was changed from; what it was stays on the record.',
  params: Type.Object({ id: Id }),
  body: Type.Object({ ...ElectionDraft.properties, edition: Edition }),
  reply: Election,
})
