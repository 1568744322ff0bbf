import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant } from './scalars.ts'

/** What a person has not looked at yet; what they have is theirs, and nobody else learns it. */
/** How many of the newest are named; the others are counted. */
export const INBOX_NAMED = 200

/** How far a list was looked at: what came, or was taken back, after it was not on it. */
const LookedTo = Type.Object({
  /** The place of the newest release received, sealed: its number would count what others were sent. */
  place: Type.String({ minLength: 1, maxLength: 200 }),
  at: Instant,
})

export const Inbox = Type.Object({
  /** Releases received since they came, or taken back since they looked, newest first; at most `INBOX_NAMED`. */
  unseen: Type.Array(Id),
  /** How many these are in all, also beyond those that are named. */
  total: Type.Integer(),
  /** Recalls that the member has still to answer, all of them. */
  recalls: Type.Integer(),
  /** What `markAllSeen` is told, so that it marks nothing that came since; absent where nothing was received. */
  upTo: Type.Optional(LookedTo),
})
export type Inbox = Static<typeof Inbox>

export const getInbox = defineRoute({
  name: 'getInbox',
  method: 'GET',
  path: '/api/inbox',
  access: 'member',
  summary:
    'What of the releases received the person has not looked at; empty for a key of no person.',
  reply: Inbox,
})

export const markSeen = defineRoute({
  name: 'markSeen',
  method: 'POST',
  path: '/api/inbox/seen',
  access: 'member',
  summary: 'Keeps for the person alone that they looked at releases, or takes it back.',
  body: Type.Object({
    releases: Type.Array(Id, { minItems: 1, maxItems: INBOX_NAMED }),
    seen: Type.Boolean(),
  }),
  reply: Inbox,
})

export const markAllSeen = defineRoute({
  name: 'markAllSeen',
  method: 'POST',
  path: '/api/inbox/all-seen',
  access: 'member',
  summary:
    'Keeps for the person alone that they looked at all that was new to them, however many, up to the list that they saw.',
  body: LookedTo,
  reply: Inbox,
})
