import Type, { type Static } from 'typebox'
import { MINUTES_ANSWERS } from './meeting-items.ts'
import { Meeting } from './meetings.ts'
import { defineRoute } from './route.ts'
import { Id, Prose } from './scalars.ts'

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })
const ById = Type.Object({ id: Id })

/** The minutes byte for byte, and once they are sealed what they are sealed with. */
export const Minutes = Type.Object({
  /** JSON; its SHA-256 is `sha256`. */
  text: Type.String(),
  sha256: Hash,
  /** JSON: the hash of the minutes, and what each side answered to them. */
  seal: Type.Optional(Type.Object({ text: Type.String(), sha256: Hash })),
})
export type Minutes = Static<typeof Minutes>

export const closeMeeting = defineRoute({
  name: 'closeMeeting',
  method: 'POST',
  path: '/api/meetings/:id/close',
  access: 'role:analyst',
  summary:
    'Ends a meeting, by the member that called it; each side then answers to the minutes within so many days.',
  params: ById,
  body: Type.Object({
    version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    answerDays: Type.Integer({ minimum: 1, maximum: 60 }),
  }),
  reply: Meeting,
})

export const getMinutes = defineRoute({
  name: 'getMinutes',
  method: 'GET',
  path: '/api/meetings/:id/minutes',
  access: 'member',
  summary: 'The minutes of a meeting that ended, byte for byte.',
  params: ById,
  reply: Minutes,
})

export const answerMinutes = defineRoute({
  name: 'answerMinutes',
  method: 'PUT',
  path: '/api/meetings/:id/answer',
  access: 'role:analyst',
  summary: 'Confirms, corrects or dissents from the minutes, for the own member.',
  params: ById,
  body: Type.Object({
    /** Of the minutes that are answered to. */
    sha256: Hash,
    /** Of the own answer before; 0 for the first. */
    version: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    answer: Type.Enum(MINUTES_ANSWERS),
    /** Wanted of a correction and of a dissent, and of those alone. */
    words: Type.Optional(Prose),
  }),
  reply: Meeting,
})
