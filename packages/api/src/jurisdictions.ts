import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Email, Fips, Id, Instant, Line } from './scalars.ts'

export const OfficeRole = Type.Union([
  Type.Literal('chief-official'),
  Type.Literal('clerk'),
  Type.Literal('it'),
])
export type OfficeRole = Static<typeof OfficeRole>

export const Jurisdiction = Type.Object({
  id: Fips,
  kind: Type.Union([
    Type.Literal('country'),
    Type.Literal('state'),
    Type.Literal('district'),
    Type.Literal('territory'),
    Type.Literal('county'),
  ]),
  name: Line,
  parent: Type.Optional(Fips),
  ocdId: Type.String(),
  /** How many contacts are on file, alternates included. */
  contacts: Type.Integer(),
})
export type Jurisdiction = Static<typeof Jurisdiction>

/** A role holder of an election office. `rank` 0 is the primary, 1 and on are alternates in order. */
export const Contact = Type.Object({
  id: Id,
  jurisdiction: Fips,
  role: OfficeRole,
  rank: Type.Integer({ minimum: 0, maximum: 9 }),
  title: Line,
  /** Address and number: only for operators, agencies, the office itself and its state. */
  email: Type.Optional(Email),
  phone: Type.Optional(Line),
  language: Type.Union([Type.Literal('en'), Type.Literal('es')]),
  /** Last time this contact answered anything, a drill included. */
  reachedAt: Type.Optional(Instant),
})
export type Contact = Static<typeof Contact>

const ContactDraft = Type.Object({
  ...Type.Omit(Contact, ['id', 'reachedAt', 'email']).properties,
  email: Email,
})

export const listJurisdictions = defineRoute({
  name: 'listJurisdictions',
  method: 'GET',
  path: '/api/jurisdictions',
  access: 'member',
  summary: 'States and territories, or with `parent` the counties of one.',
  query: Type.Object({ parent: Type.Optional(Fips), search: Type.Optional(Line) }),
  reply: Type.Object({ items: Type.Array(Jurisdiction) }),
})

export const listContacts = defineRoute({
  name: 'listContacts',
  method: 'GET',
  path: '/api/jurisdictions/:id/contacts',
  access: 'member',
  summary: 'Role holders of an office, primary first.',
  params: Type.Object({ id: Fips }),
  reply: Type.Object({ items: Type.Array(Contact) }),
})

export const importContacts = defineRoute({
  name: 'importContacts',
  method: 'POST',
  path: '/api/contacts',
  access: 'role:operator',
  summary: 'Adds or replaces role holders (by jurisdiction, role and rank), all or none.',
  body: Type.Object({ contacts: Type.Array(ContactDraft, { minItems: 1, maxItems: 20000 }) }),
  maxBody: 8 << 20,
  reply: Type.Object({
    added: Type.Integer(),
    replaced: Type.Integer(),
    /** What was taken and will not do what it seems to, such as one mailbox twice in a chain; `contact` counts from 0. */
    warnings: Type.Optional(
      Type.Array(Type.Object({ contact: Type.Integer(), message: Type.String() })),
    ),
  }),
})
