import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id } from './scalars.ts'

/** What a person has not looked at yet; what they have is theirs, and nobody else learns it. */
export const Inbox = Type.Object({
  /** Releases received since they came, or taken back since they looked, newest first. */
  unseen: Type.Array(Id),
  /** Whether there are more, further back than is looked. */
  more: Type.Boolean(),
  /** Recalls that the member has still to answer, as far back as is looked. */
  recalls: Type.Integer(),
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
    releases: Type.Array(Id, { minItems: 1, maxItems: 200 }),
    seen: Type.Boolean(),
  }),
  reply: Inbox,
})
