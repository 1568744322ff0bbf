import Type, { type Static } from 'typebox'
import { Purpose } from './groups.ts'
import { Authority, NexusKind } from './message.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, Pap, Prose, Tlp } from './scalars.ts'

/** Whom a member often shares with: a group, or some of it by name. It admits nobody; each release is judged afresh. */
export const AudienceDraft = Type.Object({
  name: Line,
  groupId: Id,
  /** Members of the group; empty for all of it. */
  named: Type.Array(Id, { maxItems: 1000 }),
})
export type AudienceDraft = Static<typeof AudienceDraft>

export const Audience = Type.Object({
  id: Id,
  name: Line,
  group: Type.Object({ id: Id, name: Line }),
  /** Whether the own member belongs to the group now, and its charter has not ended. */
  usable: Type.Boolean(),
  /** Why it is of no use. */
  closed: Type.Optional(Type.Enum(['left', 'ended'])),
  /** Whether it names members, were they all gone now. */
  names: Type.Boolean(),
  /** Those of the named who belong to the group now. */
  named: Type.Array(MemberRef),
  /** How many of the named do not any more; 0 of a group that the own member has left, since it is not shown who is in it. */
  gone: Type.Integer(),
  /** Each change makes the next one. */
  version: Type.Integer(),
  savedAt: Instant,
  savedBy: Type.String(),
})
export type Audience = Static<typeof Audience>

const Words = Type.Union([Type.Literal(''), Type.String({ ...Prose, maxLength: 20000 })])

/** Words and settings of a release that is made often. */
export const TemplateDraft = Type.Object({
  name: Line,
  title: Type.String({ maxLength: 300 }),
  words: Words,
  advice: Words,
  lookFor: Type.Boolean(),
  audienceId: Type.Optional(Id),
  tlp: Type.Optional(Tlp),
  pap: Type.Optional(Pap),
  purpose: Type.Optional(Purpose),
  /** What a body of government states alike each time to platforms and campaigns; of no use to others. */
  authority: Type.Optional(Authority),
  /** Which kind of basis there is for a foreign nexus; what the basis is, each message says for itself. */
  nexus: Type.Optional(NexusKind),
})
export type TemplateDraft = Static<typeof TemplateDraft>

export const Template = Type.Object({
  id: Id,
  draft: TemplateDraft,
  /** Each change makes the next one. */
  version: Type.Integer(),
  savedAt: Instant,
  savedBy: Type.String(),
})
export type Template = Static<typeof Template>

const ById = Type.Object({ id: Id })
const MAX = 256 << 10

export const listAudiences = defineRoute({
  name: 'listAudiences',
  method: 'GET',
  path: '/api/audiences',
  access: 'role:analyst',
  summary: "The own member's saved audiences, by name, with who of them belongs to the group now.",
  reply: Type.Object({ items: Type.Array(Audience) }),
})

export const saveAudience = defineRoute({
  name: 'saveAudience',
  method: 'POST',
  path: '/api/audiences',
  access: 'role:analyst',
  summary: 'Saves an audience of the own member; nobody is admitted to anything by it.',
  body: AudienceDraft,
  reply: Audience,
  status: 201,
})

export const changeAudience = defineRoute({
  name: 'changeAudience',
  method: 'PUT',
  path: '/api/audiences/:id',
  access: 'role:analyst',
  summary:
    'Renames or changes an audience over the version it was made from; refused, with what differs, where another was saved meanwhile. What was released stays as it is.',
  params: ById,
  body: Type.Object({ version: Type.Integer({ minimum: 1 }), draft: AudienceDraft }),
  reply: Audience,
})

export const dropAudience = defineRoute({
  name: 'dropAudience',
  method: 'DELETE',
  path: '/api/audiences/:id',
  access: 'role:analyst',
  summary: 'Deletes an audience of the own member; templates that used it name none any more.',
  params: ById,
})

export const listTemplates = defineRoute({
  name: 'listTemplates',
  method: 'GET',
  path: '/api/templates',
  access: 'role:analyst',
  summary: "The own member's templates for frequent releases, by name.",
  reply: Type.Object({ items: Type.Array(Template) }),
})

export const saveTemplate = defineRoute({
  name: 'saveTemplate',
  method: 'POST',
  path: '/api/templates',
  access: 'role:analyst',
  summary: 'Saves a template of the own member.',
  body: TemplateDraft,
  maxBody: MAX,
  reply: Template,
  status: 201,
})

export const changeTemplate = defineRoute({
  name: 'changeTemplate',
  method: 'PUT',
  path: '/api/templates/:id',
  access: 'role:analyst',
  summary:
    'Renames or changes a template over the version it was made from; refused, with what differs, where another was saved meanwhile.',
  params: ById,
  body: Type.Object({ version: Type.Integer({ minimum: 1 }), draft: TemplateDraft }),
  maxBody: MAX,
  reply: Template,
})

export const dropTemplate = defineRoute({
  name: 'dropTemplate',
  method: 'DELETE',
  path: '/api/templates/:id',
  access: 'role:analyst',
  summary: 'Deletes a template of the own member.',
  params: ById,
})
