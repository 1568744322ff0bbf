import Type, { type Static } from 'typebox'
import { ContactReach } from './contact-reach.ts'
import { defineRoute } from './route.ts'
import {
  Email,
  JurisdictionId,
  Id,
  Instant,
  Language,
  Line,
  MemberRef,
  PageQuery,
  Prose,
} from './scalars.ts'

export const OfficeRole = Type.Union([
  Type.Literal('chief-official'),
  Type.Literal('clerk'),
  Type.Literal('it'),
  Type.Literal('vendor'),
])
export type OfficeRole = Static<typeof OfficeRole>

/** A kind of place, a word of its country pack. */
export const PlaceKind = Type.String({ pattern: '^[a-z][a-z-]{0,39}$' })

export const Jurisdiction = Type.Object({
  id: JurisdictionId,
  /** The kind of place in the words of its country pack: `state`, `county`, `township`, `commune`. */
  kind: PlaceKind,
  name: Line,
  /** The name with those of the places above it, the country left out. */
  fullName: Line,
  parent: Type.Optional(JurisdictionId),
  /** The places above it and itself, from the country down. */
  lineage: Type.Array(JurisdictionId),
  /** Open Civic Data division id. */
  ocdId: Type.String(),
  /** The role that answers for elections here; absent where no office of this place runs them. */
  accountable: Type.Optional(OfficeRole),
  /** Place whose accountable official must be told whenever this one is. */
  toldWith: Type.Optional(JurisdictionId),
  /** Languages in which the law owes people here election information, BCP 47. */
  languages: Type.Array(Language),
  /** IANA time zone of the seat of its government. */
  timeZone: Type.Optional(Type.String()),
  /** How many places stand directly below it. */
  below: Type.Integer(),
  /** How many contacts are on file, alternates included. */
  contacts: Type.Integer(),
})
export type Jurisdiction = Static<typeof Jurisdiction>

/** A role holder of an election office. `rank` 0 is the primary, 1 and on are alternates in order. */
export const Contact = Type.Object({
  id: Id,
  jurisdiction: JurisdictionId,
  role: OfficeRole,
  rank: Type.Integer({ minimum: 0, maximum: 9 }),
  title: Line,
  /** Address, numbers and hours: only for operators, agencies, the office itself and its state. */
  email: Type.Optional(Email),
  ...ContactReach,
  /** One of the languages of the country pack. */
  language: Language,
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
  summary:
    'The places below the country, or with `parent` those below one, each list whole; or with `search` by name, in pages.',
  query: Type.Object({
    ...PageQuery.properties,
    after: Type.Optional(JurisdictionId),
    parent: Type.Optional(JurisdictionId),
    search: Type.Optional(Line),
  }),
  reply: Type.Object({
    items: Type.Array(Jurisdiction),
    /** How many more places a search found after these, and where its next page begins. */
    more: Type.Optional(Type.Integer()),
    next: Type.Optional(Type.String()),
  }),
})

export const listContacts = defineRoute({
  name: 'listContacts',
  method: 'GET',
  path: '/api/jurisdictions/:id/contacts',
  access: 'member',
  summary: 'Role holders of an office, primary first.',
  params: Type.Object({ id: JurisdictionId }),
  reply: Type.Object({ items: Type.Array(Contact) }),
})

/** What stood on file for a role and rank of an office from `at` on, until the next change of the same. */
export const ContactChange = Type.Object({
  id: Type.Integer(),
  contact: Id,
  role: OfficeRole,
  rank: Type.Integer(),
  at: Instant,
  /** What was written; absent once it was erased. */
  title: Type.Optional(Line),
  email: Type.Optional(Email),
  ...ContactReach,
  language: Type.Optional(Type.String()),
  erasedAt: Type.Optional(Instant),
  /** Who changed it, by which entry of the log; absent for what stood there before changes were kept. */
  by: Type.Optional(MemberRef),
  /** The person, by id; and by name for whoever may know the people of that member. */
  person: Type.Optional(Id),
  personName: Type.Optional(Line),
  logIndex: Type.Optional(Type.Integer()),
  /** Base64 of what the entry's digest holds of this change. */
  commitment: Type.Optional(Type.String()),
})
export type ContactChange = Static<typeof ContactChange>

export const listContactChanges = defineRoute({
  name: 'listContactChanges',
  method: 'GET',
  path: '/api/jurisdictions/:id/contact-changes',
  access: 'member',
  summary:
    'Who held which role of an office when, newest first, or with `at` who stood on file at that instant; for operators, agencies, the office and those above it.',
  params: Type.Object({ id: JurisdictionId }),
  query: Type.Object({ ...PageQuery.properties, at: Type.Optional(Instant) }),
  reply: Type.Object({
    items: Type.Array(ContactChange),
    /** How many older changes there are than those listed, and where the next page begins. */
    more: Type.Optional(Type.Integer()),
    next: Type.Optional(Type.String()),
    /** Changes were not kept before: of earlier instants nothing is known. */
    unknownBefore: Type.Optional(Instant),
  }),
})

export const eraseAddress = defineRoute({
  name: 'eraseAddress',
  method: 'POST',
  path: '/api/contacts/erase-address',
  access: 'role:operator',
  summary:
    'Erases an address that is no longer on file from the history of contacts and from past notices, where no legal hold is on either; each place stays, empty.',
  body: Type.Object({ email: Email, reason: Prose }),
  reply: Type.Object({
    /** Places that are empty now. */
    changes: Type.Integer(),
    notices: Type.Integer(),
    mails: Type.Integer(),
    logIndex: Type.Integer(),
  }),
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

/** A town of a list: by OCD id and code, or by the names of the state and county it lies in and its kind. */
const TownRow = Type.Object({
  name: Line,
  ocdId: Type.Optional(Line),
  code: Type.Optional(JurisdictionId),
  state: Type.Optional(Line),
  county: Type.Optional(Line),
  kind: Type.Optional(Line),
})

export const importPlaces = defineRoute({
  name: 'importPlaces',
  method: 'POST',
  path: '/api/jurisdictions',
  access: 'role:operator',
  summary: 'Adds cities, towns and townships below the places on file, all or none.',
  body: Type.Object({ rows: Type.Array(TownRow, { minItems: 1, maxItems: 60_000 }) }),
  maxBody: 16 << 20,
  reply: Type.Object({
    added: Type.Integer(),
    /** Rows whose place was there already, under its code or its OCD id; and under a newer code. */
    onFile: Type.Integer(),
    renamed: Type.Integer(),
    /** What is wrong, by row (from 0), at most 200; with any, nothing was written. */
    faults: Type.Array(Type.Object({ row: Type.Integer(), message: Type.String() })),
    faulty: Type.Integer(),
  }),
})
