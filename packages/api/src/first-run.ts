import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Instant, Line } from './scalars.ts'

/** What has to be so before an exchange can be relied on, in the order in which it is done. */
export const FIRST_RUN_ITEMS = [
  'address',
  'run-by',
  'mail-server',
  'mail-received',
  'places',
  'second-operator',
  'policies-read',
  'first-member',
  'group',
  'contacts',
  'reached',
  'election',
  'backup',
  'restore-tried',
  'monitoring',
  'witnesses',
] as const
export type FirstRunId = (typeof FIRST_RUN_ITEMS)[number]

/** What no program can see: a person says it, under their name. */
export const STATED_ITEMS = ['policies-read', 'restore-tried'] as const satisfies FirstRunId[]

/**
 * `done` and `open` are worked out from what is so, but for what a person states. `cannot`: this version has no way to it. `unknown`: it could
 * not be read just now.
 */
export const FirstRunItem = Type.Object({
  id: Type.Enum(FIRST_RUN_ITEMS),
  state: Type.Enum(['done', 'open', 'cannot', 'unknown']),
  /** How many there are of what is counted, and of how many. */
  count: Type.Optional(Type.Integer()),
  of: Type.Optional(Type.Integer()),
  /** When it last was so. */
  at: Type.Optional(Instant),
  /** Who stated it. */
  by: Type.Optional(Line),
  /** How it is otherwise, such as the state of the mail server. */
  how: Type.Optional(Type.String()),
})
export type FirstRunItem = Static<typeof FirstRunItem>

export const FirstRun = Type.Object({
  /** A drill needs none of it. */
  exercise: Type.Boolean(),
  items: Type.Array(FirstRunItem),
})
export type FirstRun = Static<typeof FirstRun>

export const getFirstRun = defineRoute({
  name: 'getFirstRun',
  method: 'GET',
  path: '/api/first-run',
  access: 'role:operator',
  summary:
    'What has to be so before this exchange can be relied on, each worked out from what is so.',
  reply: FirstRun,
})

export const stateFirstRun = defineRoute({
  name: 'stateFirstRun',
  method: 'POST',
  path: '/api/first-run/statements',
  access: 'role:operator',
  summary:
    'A person states what no program can see: that they read the rules in force, or brought an exchange back from a backup.',
  body: Type.Object({ item: Type.Enum(STATED_ITEMS) }),
  reply: FirstRun,
})
