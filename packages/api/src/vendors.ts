import Type, { type Static } from 'typebox'
import { ContactReach } from './contact-reach.ts'
import { OfficeRole, PlaceKind } from './jurisdictions.ts'
import { defineRoute } from './route.ts'
import { Email, Id, Instant, JurisdictionId, Language, Line, Prose } from './scalars.ts'

/** What a system does at an office. */
export const SYSTEM_KINDS = [
  'poll-book',
  'registration',
  'tabulator',
  'ballot-marking',
  'results-page',
  'website',
  'other',
] as const
export type SystemKind = (typeof SYSTEM_KINDS)[number]

const DomainText = Type.String({ minLength: 3, maxLength: 253, pattern: '^[^\\s/@]+$' })
/** A day, as calendars write it. */
const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })

/** Somebody of a vendor who is told, in order. */
export const VendorContact = Type.Object({
  title: Line,
  email: Email,
  ...ContactReach,
  language: Language,
})
export type VendorContact = Static<typeof VendorContact>

/** What is to stand on file of a vendor; with `id` one that is on file, under whatever name. */
export const VendorEdit = Type.Object({
  id: Type.Optional(Id),
  name: Line,
  domains: Type.Array(DomainText, { maxItems: 50 }),
  contacts: Type.Array(VendorContact, { maxItems: 10 }),
  /** It supplies nobody any more. */
  ended: Type.Optional(Type.Boolean()),
})
export type VendorEdit = Static<typeof VendorEdit>

/** That a place runs a system since a day, and until before another. A vendor that is not on file comes on file by its name. */
export const RunEdit = Type.Object({
  /** Code, Open Civic Data id, or the name with those above it. */
  place: Line,
  vendor: Line,
  kind: Type.Enum(SYSTEM_KINDS),
  system: Line,
  version: Type.Optional(Line),
  since: Day,
  until: Type.Optional(Day),
})
export type RunEdit = Static<typeof RunEdit>

export const VendorSystem = Type.Object({
  id: Id,
  kind: Type.Enum(SYSTEM_KINDS),
  name: Line,
  version: Type.Optional(Line),
})
export type VendorSystem = Static<typeof VendorSystem>

export const Vendor = Type.Object({
  id: Id,
  /** The node of the tree under which it is told. */
  jurisdiction: JurisdictionId,
  name: Line,
  domains: Type.Array(Type.String()),
  endedAt: Type.Optional(Instant),
  systems: Type.Array(VendorSystem),
  /** Contacts on file. */
  contacts: Type.Integer(),
})
export type Vendor = Static<typeof Vendor>

/** Which place runs which system, as far as the reader may know. */
export const Run = Type.Object({
  place: JurisdictionId,
  placeName: Line,
  system: Id,
  since: Day,
  until: Type.Optional(Day),
})
export type Run = Static<typeof Run>

export const VENDOR_CHANGE_STATES = ['proposed', 'applied', 'refused', 'undone'] as const

/** A change of what is on file, by one person, let stand by another. */
export const VendorChange = Type.Object({
  id: Id,
  state: Type.Enum(VENDOR_CHANGE_STATES),
  vendors: Type.Array(VendorEdit),
  /** The first of them; `runsTotal` counts all. */
  runs: Type.Array(RunEdit),
  runsTotal: Type.Integer(),
  /** The change that this one takes back. */
  undoes: Type.Optional(Id),
  proposedAt: Instant,
  proposedBy: Line,
  /** Whether whoever asks proposed it, and so cannot let it stand. */
  ownProposal: Type.Boolean(),
  settledAt: Type.Optional(Instant),
  settledBy: Type.Optional(Line),
  reason: Type.Optional(Prose),
  logIndex: Type.Integer(),
})
export type VendorChange = Static<typeof VendorChange>

const ById = Type.Object({ id: Id })

export const listVendors = defineRoute({
  name: 'listVendors',
  method: 'GET',
  path: '/api/vendors',
  access: 'member',
  summary:
    'Vendors of election systems and their systems, by name, at most 2,000; which place runs what stands elsewhere.',
  query: Type.Object({ words: Type.Optional(Line) }),
  reply: Type.Object({ items: Type.Array(Vendor), total: Type.Integer() }),
})

export const listVendorRuns = defineRoute({
  name: 'listVendorRuns',
  method: 'GET',
  path: '/api/vendors/:id/places',
  access: 'member',
  summary:
    'Which places run systems of a vendor: all to an operator, to an office its own and those below it, to others none. At most 5,000.',
  params: ById,
  reply: Type.Object({ items: Type.Array(Run), total: Type.Integer() }),
})

export const findAffected = defineRoute({
  name: 'findAffected',
  method: 'GET',
  path: '/api/vendors/:id/affected',
  access: 'role:analyst or operator',
  summary:
    'Who is affected by something at a vendor or in a system: the offices that answer for the places which run it now, and the vendor itself. For who may tell them all; the look goes on record.',
  params: ById,
  query: Type.Object({ system: Type.Optional(Id) }),
  reply: Type.Object({
    at: Instant,
    /** Places that run it now. */
    places: Type.Integer(),
    /** Places of which neither they nor any above them has an office that answers. */
    nobodyAnswers: Type.Integer(),
    offices: Type.Array(
      Type.Object({
        jurisdiction: JurisdictionId,
        role: OfficeRole,
        place: Line,
        kind: PlaceKind,
        /** Places that it answers for in this, itself among them; none where it is the vendor. */
        places: Type.Integer(),
      }),
    ),
  }),
})

export const proposeVendorChange = defineRoute({
  name: 'proposeVendorChange',
  method: 'POST',
  path: '/api/vendor-changes',
  access: 'role:analyst or operator',
  summary:
    'Proposes what is to stand on file of vendors and of who runs what, all or nothing; faults are named by row. Another person lets it stand. An office proposes for its own places.',
  body: Type.Object({
    vendors: Type.Array(VendorEdit, { maxItems: 500 }),
    runs: Type.Array(RunEdit, { maxItems: 20_000 }),
    /** Only looks for faults. */
    check: Type.Optional(Type.Boolean()),
  }),
  maxBody: 16 << 20,
  reply: Type.Object({
    change: Type.Optional(VendorChange),
    /** The first 200; rows are counted from 0. */
    faults: Type.Array(
      Type.Object({
        list: Type.Enum(['vendors', 'runs']),
        row: Type.Integer(),
        message: Type.String(),
      }),
    ),
    faulty: Type.Integer(),
    newVendors: Type.Integer(),
    newSystems: Type.Integer(),
    newRuns: Type.Integer(),
    /** Rows that say what is on file already. */
    onFile: Type.Integer(),
  }),
})

export const listVendorChanges = defineRoute({
  name: 'listVendorChanges',
  method: 'GET',
  path: '/api/vendor-changes',
  access: 'member',
  summary:
    'Changes of vendors, those that wait first, then the newest: all to an operator, to others what their member proposed. At most 200.',
  reply: Type.Object({ items: Type.Array(VendorChange), total: Type.Integer() }),
})

export const settleVendorChange = defineRoute({
  name: 'settleVendorChange',
  method: 'POST',
  path: '/api/vendor-changes/:id/settle',
  access: 'role:operator',
  summary:
    'Lets a proposed change stand, or refuses it with a reason; nobody settles what they proposed.',
  params: ById,
  body: Type.Object({ stands: Type.Boolean(), reason: Type.Optional(Prose) }),
  reply: VendorChange,
})

export const undoVendorChange = defineRoute({
  name: 'undoVendorChange',
  method: 'POST',
  path: '/api/vendor-changes/:id/undo',
  access: 'role:operator',
  summary: 'Proposes to take back a change that stands; another person lets that stand too.',
  params: ById,
  reply: VendorChange,
  status: 201,
})
