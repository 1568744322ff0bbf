import Type, { type Static } from 'typebox'
import { NoticeDraft } from './notices.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line } from './scalars.ts'

export const SCHEDULED_STATES = ['waiting', 'sent', 'stopped', 'failed'] as const

/** A notice that leaves at an instant: until then only its sender's people are shown it. */
export const ScheduledNotice = Type.Object({
  id: Id,
  subject: Line,
  offices: Type.Integer(),
  state: Type.Enum(SCHEDULED_STATES),
  madeAt: Instant,
  madeBy: Line,
  dueAt: Instant,
  /** How often the exchange itself has failed at sending it. */
  failures: Type.Integer(),
  endedAt: Type.Optional(Instant),
  /** Who stopped it; nobody where the exchange ended it. */
  endedBy: Type.Optional(Line),
  notice: Type.Optional(Id),
  /** Why it was not sent. */
  fault: Type.Optional(Type.String()),
})
export type ScheduledNotice = Static<typeof ScheduledNotice>

const ById = Type.Object({ id: Id })

export const scheduleNotice = defineRoute({
  name: 'scheduleNotice',
  method: 'POST',
  path: '/api/scheduled-notices',
  access: 'role:analyst',
  summary:
    'Sends what was looked at at an instant within 30 days, to exactly those contacts or to nobody; until then it can be stopped. It is judged now and again then. `preview-outdated` where other contacts are on file than when it was looked at.',
  body: Type.Object({
    draft: NoticeDraft,
    /** Of the preview. */
    digest: Type.String({ maxLength: 100 }),
    at: Instant,
  }),
  maxBody: 4 << 20,
  reply: ScheduledNotice,
  status: 201,
})

export const listScheduledNotices = defineRoute({
  name: 'listScheduledNotices',
  method: 'GET',
  path: '/api/scheduled-notices',
  access: 'role:analyst',
  summary:
    "The own member's notices that wait for their instant, and what became of the last, 100 at most.",
  reply: Type.Object({ items: Type.Array(ScheduledNotice) }),
})

export const stopScheduledNotice = defineRoute({
  name: 'stopScheduledNotice',
  method: 'POST',
  path: '/api/scheduled-notices/:id/stop',
  access: 'role:analyst',
  summary: 'Stops a notice before its instant: no office is told anything of it.',
  params: ById,
  reply: ScheduledNotice,
})
