import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, Tlp } from './scalars.ts'
import { ReleaseDraft } from './sharing.ts'

/** So long a release may be held, in minutes. */
export const MOST_HELD_MINUTES = 10

export const HELD_STATES = ['waiting', 'released', 'stopped', 'failed'] as const
export const HeldState = Type.Enum(HELD_STATES)
export type HeldState = Static<typeof HeldState>

/** A release on its way: until it leaves, only its sender's people are shown it. */
export const DelayedRelease = Type.Object({
  id: Id,
  title: Line,
  tlp: Tlp,
  state: HeldState,
  heldAt: Instant,
  heldBy: Type.String(),
  dueAt: Instant,
  /** Milliseconds until it leaves, or until it is tried again, on the clock of the exchange; 0 once that time has come. */
  left: Type.Integer(),
  /** How often the exchange itself has failed at releasing it. */
  failures: Type.Integer(),
  /** How many were to receive it when it was held. */
  receivers: Type.Integer(),
  endedAt: Type.Optional(Instant),
  /** Who stopped it; nobody where the exchange ended it. */
  endedBy: Type.Optional(Type.String()),
  releaseId: Type.Optional(Id),
  /** Why it was not released. */
  fault: Type.Optional(Type.String()),
})
export type DelayedRelease = Static<typeof DelayedRelease>

const ById = Type.Object({ id: Id })

export const holdRelease = defineRoute({
  name: 'holdRelease',
  method: 'POST',
  path: '/api/held-releases',
  access: 'role:analyst',
  summary:
    'Releases what was previewed after some minutes, to exactly those previewed or to nobody; until then it can be stopped.',
  body: Type.Object({
    draft: ReleaseDraft,
    digest: Type.String({ maxLength: 100 }),
    minutes: Type.Integer({ minimum: 1, maximum: MOST_HELD_MINUTES }),
  }),
  maxBody: 32 << 20,
  reply: DelayedRelease,
  status: 201,
})

export const listHeldReleases = defineRoute({
  name: 'listHeldReleases',
  method: 'GET',
  path: '/api/held-releases',
  access: 'role:analyst',
  summary: "The own member's held releases: those that wait, and what became of the last ones.",
  reply: Type.Object({ items: Type.Array(DelayedRelease) }),
})

export const getHeldRelease = defineRoute({
  name: 'getHeldRelease',
  method: 'GET',
  path: '/api/held-releases/:id',
  access: 'role:analyst',
  summary: 'One held release of the own member.',
  params: ById,
  reply: DelayedRelease,
})

export const stopHeldRelease = defineRoute({
  name: 'stopHeldRelease',
  method: 'POST',
  path: '/api/held-releases/:id/stop',
  access: 'role:analyst',
  summary:
    'Stops a held release before it left: no receiver is shown anything of it; the public log says that a member acted, and when.',
  params: ById,
  reply: DelayedRelease,
})
