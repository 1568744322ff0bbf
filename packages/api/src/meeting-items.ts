import Type, { type Static } from 'typebox'
import { Message, MessageType } from './message.ts'
import { PersonReview, PersonsFound } from './persons.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, Prose } from './scalars.ts'

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 })
/** A day of the calendar. */
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** How much one member puts before one meeting; `itemLetters` counts the JSON of its items. */
export const MEETING_LIMITS = {
  items: 100,
  itemLetters: 200_000,
  promises: 30,
  tellings: 10,
} as const

/** What a member said, or is about to say, as its own people write it down. */
export const ItemDraft = Type.Object({
  /** The type, and of a body of government that a platform or campaign hears what else the gate asks for. */
  message: Message,
  title: Line,
  /** Absent for legal process, which has no prose of its own. */
  words: Type.Optional(Prose),
  persons: Type.Optional(PersonReview),
})
export type ItemDraft = Static<typeof ItemDraft>

/**
 * `waits` for a second person of its own body; `taken` into the minutes; `refused` by a rule; `unconfirmed`: nobody was the second
 * person before the meeting ended; `unsaid`: prepared, and left out.
 */
export const ITEM_STATES = ['waits', 'taken', 'refused', 'unconfirmed', 'unsaid'] as const

export const MeetingItem = Type.Object({
  id: Id,
  memberId: Id,
  state: Type.Enum(ITEM_STATES),
  type: MessageType,
  at: Instant,
  version: Version,
  /** By which rule it was not taken. */
  rule: Type.Optional(Line),
  reason: Type.Optional(Type.String()),
  /** What was said; absent where it is not the reader's to see, as of what was refused. */
  title: Type.Optional(Line),
  words: Type.Optional(Type.String()),
  message: Type.Optional(Message),
  /** Whether it was written before the meeting began. */
  prepared: Type.Boolean(),
  /** Of an own one that waits: whether this person wrote it. */
  isMine: Type.Optional(Type.Boolean()),
})
export type MeetingItem = Static<typeof MeetingItem>

/** What the rules say of an item, asked for all who were called: in a room everybody hears it. */
export const ItemCheck = Type.Object({
  allow: Type.Boolean(),
  rule: Line,
  reason: Type.String(),
  /** The first words in it that ask for action. */
  ask: Type.Optional(Type.String()),
  persons: Type.Optional(PersonsFound),
  /** Whether a second person of the own body must confirm it. */
  needsSecond: Type.Boolean(),
})
export type ItemCheck = Static<typeof ItemCheck>

/** An own item that waits, as a second person looks at it. */
export const ItemReview = Type.Object({
  item: MeetingItem,
  draft: ItemDraft,
  /** SHA-256 of the draft's bytes, hex. */
  sha256: Hash,
  check: ItemCheck,
  /** What a confirmation is of: draft, those called, and rules. */
  digest: Type.String(),
})
export type ItemReview = Static<typeof ItemReview>

/** What a side says to the minutes. */
export const MINUTES_ANSWERS = ['confirmed', 'corrected', 'dissented'] as const

export const MinutesAnswer = Type.Object({
  memberId: Id,
  answer: Type.Enum(MINUTES_ANSWERS),
  words: Type.Optional(Prose),
  at: Instant,
  version: Type.Integer(),
})

/** How the minutes stand; their text has a route of its own. */
export const MinutesState = Type.Object({
  sha256: Hash,
  closedAt: Instant,
  /** Until when each side may answer. */
  dueAt: Instant,
  answers: Type.Array(MinutesAnswer),
  sealedAt: Type.Optional(Instant),
  /** Of the minutes with all answers, hex, and its place in the log. */
  sealSha256: Type.Optional(Hash),
  logIndex: Type.Optional(Type.Integer()),
})
export type MinutesState = Static<typeof MinutesState>

/** What became of a promise is its promiser's to say. */
export const PROMISE_STATES = ['open', 'kept', 'withdrawn'] as const

export const MeetingPromise = Type.Object({
  id: Id,
  memberId: Id,
  words: Prose,
  until: Day,
  at: Instant,
  /** For its promiser alone. */
  state: Type.Optional(Type.Enum(PROMISE_STATES)),
  /** What its promiser has told of it, in its own words, to the reader among others. Nothing here says nothing. */
  told: Type.Array(Type.Object({ at: Instant, words: Prose })),
})
export type MeetingPromise = Static<typeof MeetingPromise>

const ById = Type.Object({ id: Id })
const ByItem = Type.Object({ id: Id, item: Id })
const ByPromise = Type.Object({ id: Id, promise: Id })
const MAX = 256 << 10

export const checkMeetingItem = defineRoute({
  name: 'checkMeetingItem',
  method: 'POST',
  path: '/api/meetings/:id/items/check',
  access: 'role:analyst',
  summary: 'What the rules say of an item; takes nothing into the minutes.',
  params: ById,
  body: ItemDraft,
  maxBody: MAX,
  reply: ItemCheck,
})

export const addMeetingItem = defineRoute({
  name: 'addMeetingItem',
  method: 'POST',
  path: '/api/meetings/:id/items',
  access: 'role:analyst',
  summary:
    'Writes down what the own member said. One that a rule refuses while the meeting is under way stays in the minutes as not taken, by that rule.',
  params: ById,
  body: ItemDraft,
  maxBody: MAX,
  reply: MeetingItem,
  status: 201,
})

export const changeMeetingItem = defineRoute({
  name: 'changeMeetingItem',
  method: 'PUT',
  path: '/api/meetings/:id/items/:item',
  access: 'role:analyst',
  summary: 'Changes an own item that waits for its second person, or needs none.',
  params: ByItem,
  body: Type.Object({ version: Version, draft: ItemDraft }),
  maxBody: MAX,
  reply: MeetingItem,
})

export const reviewMeetingItem = defineRoute({
  name: 'reviewMeetingItem',
  method: 'GET',
  path: '/api/meetings/:id/items/:item',
  access: 'role:analyst or reviewer',
  summary: 'An own item that waits, as its second person looks at it.',
  params: ByItem,
  reply: ItemReview,
})

export const confirmMeetingItem = defineRoute({
  name: 'confirmMeetingItem',
  method: 'POST',
  path: '/api/meetings/:id/items/:item/confirm',
  access: 'role:reviewer',
  summary: 'Confirms exactly what was looked at, which takes it into the minutes.',
  params: ByItem,
  body: Type.Object({ sha256: Hash, digest: Type.String({ maxLength: 100 }) }),
  reply: MeetingItem,
})

export const makePromise = defineRoute({
  name: 'makePromise',
  method: 'POST',
  path: '/api/meetings/:id/promises',
  access: 'role:analyst',
  summary: 'Promises something for the own member; nobody promises for another one.',
  params: ById,
  body: Type.Object({ words: Prose, until: Day }),
  reply: MeetingPromise,
  status: 201,
})

export const settlePromise = defineRoute({
  name: 'settlePromise',
  method: 'POST',
  path: '/api/meetings/:id/promises/:promise/settle',
  access: 'role:analyst',
  summary: 'Notes what became of an own promise; nobody else is told.',
  params: ByPromise,
  body: Type.Object({ state: Type.Enum(PROMISE_STATES) }),
  reply: MeetingPromise,
})

export const tellOfPromise = defineRoute({
  name: 'tellOfPromise',
  method: 'POST',
  path: '/api/meetings/:id/promises/:promise/tell',
  access: 'role:analyst',
  summary:
    'Tells others who were called to the meeting of an own promise, in own words; to all of them unless some are named.',
  params: ByPromise,
  body: Type.Object({
    words: Prose,
    to: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
  }),
  reply: MeetingPromise,
})
