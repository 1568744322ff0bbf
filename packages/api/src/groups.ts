import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, Prose, Tlp } from './scalars.ts'

export const PURPOSES = [
  'election-security',
  'platform-integrity',
  'research',
  'public-warning',
] as const
export const Purpose = Type.Enum(PURPOSES)
export type Purpose = Static<typeof Purpose>

/** So many whole days after an election. */
export const EndsWith = Type.Object({
  election: Id,
  days: Type.Integer({ minimum: 0, maximum: 3650 }),
})

/** A sharing group: who belongs, what for, on what basis, until when. */
export const Group = Type.Object({
  id: Id,
  name: Line,
  charter: Prose,
  purposes: Type.Array(Purpose, { minItems: 1 }),
  legalBasis: Line,
  /** Most restrictive marking the group may carry. */
  maxTlp: Tlp,
  /** Markings it may carry beside TLP, PAP and statements, by id or by name; any other unknown one counts as TLP:RED. */
  markings: Type.Optional(Type.Array(Line, { maxItems: 100 })),
  expiresAt: Instant,
  /** Whether that has passed, by the time of the exchange: nothing new is released to the group until it is renewed. */
  ended: Type.Boolean(),
  /** The election that the charter's end hangs on: `expiresAt` is the end of that day, and moves with the election. */
  endsWith: Type.Optional(Type.Object({ ...EndsWith.properties, name: Line })),
  /** The version of the charter that is in force. */
  charterNumber: Type.Integer(),
  /** A release to the group ends within so many days; absent where the charter sets no term. */
  retentionDays: Type.Optional(Type.Integer()),
  members: Type.Array(MemberRef),
})
export type Group = Static<typeof Group>

/** A charter ends at an instant, or so many days after an election: one of the two is given. */
const GroupDraft = Type.Object({
  ...Type.Omit(Group, [
    'id',
    'members',
    'expiresAt',
    'ended',
    'endsWith',
    'charterNumber',
    'retentionDays',
  ]).properties,
  expiresAt: Type.Optional(Instant),
  endsWith: Type.Optional(EndsWith),
})

export const listGroups = defineRoute({
  name: 'listGroups',
  method: 'GET',
  path: '/api/groups',
  access: 'member',
  summary: 'Groups the own member belongs to; an operator sees all.',
  reply: Type.Object({ items: Type.Array(Group) }),
})

export const createGroup = defineRoute({
  name: 'createGroup',
  method: 'POST',
  path: '/api/groups',
  access: 'role:operator',
  summary: 'Founds a group by its charter.',
  body: GroupDraft,
  reply: Group,
  status: 201,
})

export const addToGroup = defineRoute({
  name: 'addToGroup',
  method: 'PUT',
  path: '/api/groups/:id/members/:memberId',
  access: 'role:operator',
  summary: 'Admits a member to a group.',
  params: Type.Object({ id: Id, memberId: Id }),
  reply: Group,
})

export const removeFromGroup = defineRoute({
  name: 'removeFromGroup',
  method: 'DELETE',
  path: '/api/groups/:id/members/:memberId',
  access: 'role:operator',
  summary: 'Takes a member out of a group; what it received before stays on record.',
  params: Type.Object({ id: Id, memberId: Id }),
  reply: Group,
})
