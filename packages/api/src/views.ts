import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line } from './scalars.ts'

/** Lists whose filters stand in their address, by the path of their screen. */
export const VIEW_SCREENS = ['findings', 'alerts', 'inbox', 'notices', 'cases'] as const
export type ViewScreen = (typeof VIEW_SCREENS)[number]

/** Views that one person may keep. */
export const VIEWS_KEPT = 100

/** Filters of a list under a name. */
export const SavedView = Type.Object({
  id: Id,
  screen: Type.Enum(VIEW_SCREENS),
  name: Line,
  /** What follows the `?` of the address; read by the screen like any address, never trusted. */
  search: Type.String(),
  /** Whether everybody of the own member has it. */
  shared: Type.Boolean(),
  /** Whose it is, where it is not the caller's. */
  by: Type.Optional(Line),
  savedAt: Instant,
})
export type SavedView = Static<typeof SavedView>

export const listViews = defineRoute({
  name: 'listViews',
  method: 'GET',
  path: '/api/views',
  access: 'member',
  summary: 'Views that the person keeps, and those that others of the own member share; by name.',
  reply: Type.Object({ items: Type.Array(SavedView) }),
})

export const saveView = defineRoute({
  name: 'saveView',
  method: 'POST',
  path: '/api/views',
  access: 'acting',
  summary: 'Keeps the filters of a list under a name, for the person alone or for the own member.',
  body: Type.Object({
    screen: Type.Enum(VIEW_SCREENS),
    name: Line,
    search: Type.String({ maxLength: 1000, pattern: '^[!-~]*$' }),
    shared: Type.Boolean(),
  }),
  reply: SavedView,
  status: 201,
})

export const renameView = defineRoute({
  name: 'renameView',
  method: 'PATCH',
  path: '/api/views/:id',
  access: 'acting',
  summary: 'Gives a view of one’s own another name; what it keeps stays.',
  params: Type.Object({ id: Id }),
  body: Type.Object({ name: Line }),
  reply: SavedView,
})

export const dropView = defineRoute({
  name: 'dropView',
  method: 'DELETE',
  path: '/api/views/:id',
  access: 'acting',
  summary: 'Deletes a view of one’s own, or a shared one whose person is here no more.',
  params: Type.Object({ id: Id }),
})
