import Type, { type Static } from 'typebox'
import { defineRoute, ROLES } from './route.ts'
import {
  Email,
  JurisdictionId,
  Id,
  Instant,
  Line,
  MemberKind,
  MemberRef,
  Prose,
} from './scalars.ts'
import { RoleName } from './session.ts'

export const Member = Type.Object({
  ...MemberRef.properties,
  /** Jurisdiction served, for state and county offices. */
  jurisdiction: Type.Optional(JurisdictionId),
  /** Its whole name, such as "Franklin County, Ohio". */
  place: Type.Optional(Line),
  active: Type.Boolean(),
  createdAt: Instant,
})
export type Member = Static<typeof Member>

/** What became of the first mail to a person; `link` is shown once, to whoever admits, where no mail goes out. */
export const Invitation = Type.Object({
  state: Type.Enum(['queued', 'handed-over', 'failed', 'not-mailed']),
  /** Why it was not mailed or failed, and who must act. */
  reason: Type.Optional(Type.String()),
  link: Type.Optional(Type.String()),
})
export type Invitation = Static<typeof Invitation>

export const Person = Type.Object({
  id: Id,
  name: Line,
  email: Email,
  roles: Type.Array(RoleName),
  active: Type.Boolean(),
  invitation: Type.Optional(Invitation),
  /** Until when they were invited; nobody is let in after it. Absent where no date was named. */
  endsAt: Type.Optional(Instant),
  /** To operators: a later end that one of them proposed and that waits for another. */
  laterEnd: Type.Optional(
    Type.Object({
      endsAt: Instant,
      reason: Prose,
      by: Type.Object({ id: Id, name: Line }),
      at: Instant,
      dueAt: Instant,
    }),
  ),
})
export type Person = Static<typeof Person>

export const ApiKey = Type.Object({
  id: Id,
  label: Line,
  canWrite: Type.Boolean(),
  createdAt: Instant,
  lastUsedAt: Type.Optional(Instant),
  revokedAt: Type.Optional(Instant),
  /** When it stops by itself. */
  endsAt: Type.Optional(Instant),
  /** Whether it acts for the person that asks: with their roles, and no longer than they are here. */
  own: Type.Boolean(),
})
export type ApiKey = Static<typeof ApiKey>

const Roles = Type.Array(RoleName, { minItems: 1, maxItems: ROLES.length })
const ById = Type.Object({ id: Id })

export const listMembers = defineRoute({
  name: 'listMembers',
  method: 'GET',
  path: '/api/members',
  access: 'member',
  summary:
    'The public bodies, and of the other members those that the own one shares a group or a release with; an operator sees all.',
  reply: Type.Object({ items: Type.Array(Member) }),
})

export const createMember = defineRoute({
  name: 'createMember',
  method: 'POST',
  path: '/api/members',
  access: 'role:operator',
  summary: 'Admits a member.',
  body: Type.Object({ name: Line, kind: MemberKind, jurisdiction: Type.Optional(JurisdictionId) }),
  reply: Member,
  status: 201,
})

export const setMemberActive = defineRoute({
  name: 'setMemberActive',
  method: 'PATCH',
  path: '/api/members/:id',
  access: 'role:operator',
  summary: 'Suspends a member or admits it again.',
  params: ById,
  body: Type.Object({ active: Type.Boolean() }),
  reply: Member,
})

export const listPeople = defineRoute({
  name: 'listPeople',
  method: 'GET',
  path: '/api/members/:id/people',
  access: 'member',
  summary: 'People of the own member; an operator may ask for any member.',
  params: ById,
  reply: Type.Object({ items: Type.Array(Person) }),
})

export const invitePerson = defineRoute({
  name: 'invitePerson',
  method: 'POST',
  path: '/api/members/:id/people',
  access: 'role:operator',
  summary:
    'Adds a person and mails a one-time link; with no mail server the link is in the reply, once.',
  params: ById,
  body: Type.Object({
    name: Line,
    email: Email,
    roles: Roles,
    /** The person is let in until then and no longer. An auditor has an audit desk only with an end. */
    endsAt: Type.Optional(Instant),
  }),
  reply: Person,
  status: 201,
})

export const inviteAgain = defineRoute({
  name: 'inviteAgain',
  method: 'POST',
  path: '/api/people/:id/invitation',
  access: 'role:operator',
  summary:
    'Invites a person anew who never signed in; with no mail server the link is in the reply, once.',
  params: ById,
  reply: Person,
})

export const setPersonActive = defineRoute({
  name: 'setPersonActive',
  method: 'PATCH',
  path: '/api/people/:id',
  access: 'role:operator',
  summary: 'Suspends a person, ending their sessions, or admits them again.',
  params: ById,
  body: Type.Object({ active: Type.Boolean() }),
  reply: Person,
})

export const setRoles = defineRoute({
  name: 'setRoles',
  method: 'PUT',
  path: '/api/people/:id/roles',
  access: 'role:operator',
  summary:
    'Gives a person these roles and no others, at once; refused where they no longer have those that were seen.',
  params: ById,
  body: Type.Object({ roles: Roles, had: Roles }),
  reply: Person,
})

export const moveEnd = defineRoute({
  name: 'moveEnd',
  method: 'POST',
  path: '/api/people/:id/end',
  access: 'role:operator',
  summary:
    'Moves the end of somebody who is let in until a date: to an earlier one at once, to a later one as a proposal that another operator must let stand. Refused where the end is not the one that was seen.',
  params: ById,
  body: Type.Object({ endsAt: Instant, had: Instant, reason: Prose }),
  reply: Person,
})

export const settleEnd = defineRoute({
  name: 'settleEnd',
  method: 'POST',
  path: '/api/people/:id/end/settle',
  access: 'role:operator',
  summary:
    'Lets a later end stand that another operator proposed, or declines it; whoever proposed it takes it back by declining.',
  params: ById,
  body: Type.Object({ endsAt: Instant, adopt: Type.Boolean() }),
  reply: Person,
})

export const listKeys = defineRoute({
  name: 'listKeys',
  method: 'GET',
  path: '/api/keys',
  access: 'member',
  summary: 'API keys of the own member, without their secrets.',
  reply: Type.Object({ items: Type.Array(ApiKey) }),
})

export const createKey = defineRoute({
  name: 'createKey',
  method: 'POST',
  path: '/api/keys',
  access: 'acting',
  summary: 'Makes an API key; `secret` is shown this once.',
  body: Type.Object({
    label: Line,
    canWrite: Type.Boolean(),
    /** After it the key is refused; absent where it is to hold until it is revoked. */
    endsAt: Type.Optional(Instant),
  }),
  reply: Type.Object({ key: ApiKey, secret: Type.String() }),
  status: 201,
})

export const revokeKey = defineRoute({
  name: 'revokeKey',
  method: 'DELETE',
  path: '/api/keys/:id',
  access: 'acting',
  summary: 'Revokes an API key at once.',
  params: ById,
  reply: ApiKey,
})
