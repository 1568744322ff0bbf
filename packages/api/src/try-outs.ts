import Type, { type Static } from 'typebox'
import { TEXT_CHANNELS } from './notice-targets.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line } from './scalars.ts'

const CHANNELS = ['mail', ...TEXT_CHANNELS] as const

/**
 * A message that an operator sent to an address or a number to try a channel, by what is known of it: `handed-over` is all that our own server says;
 * `delivered` is a network's word of a telephone; `returned` came back or was not delivered. None of it says that a person read it. `waiting` is tried again.
 */
export const TryOut = Type.Object({
  id: Id,
  channel: Type.Enum(CHANNELS),
  /** Of a number only how it ends. */
  to: Type.String(),
  by: Line,
  at: Instant,
  state: Type.Enum([
    'waiting',
    'handed-over',
    'delivered',
    'returned',
    'refused',
    'not-sent',
    'unknown',
  ]),
  /** When that was so. */
  since: Type.Optional(Instant),
  /** In the words of our own server, or ours. */
  fault: Type.Optional(Type.String()),
  /** It may have been handed over more than once. */
  perhapsTwice: Type.Boolean(),
})
export type TryOut = Static<typeof TryOut>

export const listTryOuts = defineRoute({
  name: 'listTryOuts',
  method: 'GET',
  path: '/api/overview/try-outs',
  access: 'role:operator',
  summary: 'The newest messages that operators sent to try a channel, at most 20.',
  reply: Type.Object({ items: Type.Array(TryOut) }),
})

export const tryChannel = defineRoute({
  name: 'tryChannel',
  method: 'POST',
  path: '/api/overview/try-outs',
  access: 'role:operator',
  summary:
    'Sends a message that says that it is a test to one address or number, over mail, SMS or a call by a machine. On record.',
  body: Type.Object({
    channel: Type.Enum(CHANNELS),
    /** One mailbox, or a number in full, such as +1 614 555 0100. */
    to: Type.String({ minLength: 3, maxLength: 254 }),
  }),
  reply: TryOut,
  status: 201,
})
