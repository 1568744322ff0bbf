import Type, { type Static } from 'typebox'
import { CaseEvent, CaseItemKind } from './cases.ts'
import { REPORT_KINDS } from './intake.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, pageOf, PageQuery, Prose } from './scalars.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** What a member says of an incident. */
const SAID = {
  title: Line,
  /** What happened, in words. */
  what: Prose,
  /** First and last day of it, UTC. */
  firstDay: Day,
  lastDay: Day,
  /** Which playbook it is one of. */
  kind: Type.Optional(Type.Enum(REPORT_KINDS)),
}
const Said = Type.Object(SAID)

export const Incident = Type.Object({
  id: Id,
  caseId: Id,
  ...SAID,
  version: Type.Integer(),
  /** Who said it last, and when. */
  by: Line,
  at: Instant,
})
export type Incident = Static<typeof Incident>

/** By what a finding can be found again: the file, the settings and the document that came of them. */
const Replay = Type.Object({
  /** SHA-256 of the finding's document as it is kept, hexadecimal. */
  document: Type.String(),
  fileName: Type.Optional(Type.String()),
  bytes: Type.Optional(Type.Integer()),
  /** SHA-256 of the file that was looked through; absent where it was not kept, or the finding was imported. */
  input: Type.Optional(Type.String()),
  detector: Type.Optional(Type.String()),
  /** As the run was asked for, JSON. */
  settings: Type.Optional(Type.String()),
})

/** Something that stood in the case, as the reader sees it now. */
export const IncidentEvidence = Type.Object({
  kind: CaseItemKind,
  ref: Id,
  title: Type.String(),
  about: Type.Optional(Type.String()),
  /** When it was put into the case, and whether it was taken out since. */
  day: Day,
  takenOut: Type.Boolean(),
  replay: Type.Optional(Replay),
  /** What `getPacket` gives the proofs of. */
  packet: Type.Optional(Type.String()),
})
export type IncidentEvidence = Static<typeof IncidentEvidence>

/** How many of each are given; the others are counted. */
export const INCIDENT_EVENTS = 200
export const INCIDENT_ITEMS = 200

export const IncidentRecord = Type.Object({
  ...Incident.properties,
  /** The instant that it is shown as of, where one was asked. */
  asOf: Type.Optional(Instant),
  /** What was said of it before, the latest first. */
  before: Type.Array(Type.Object({ version: Type.Integer(), by: Line, at: Instant, title: Line })),
  /** The case, while the reader is in it; once it is not, nothing of it is shown, and what was said stays. */
  case: Type.Optional(
    Type.Object({
      title: Line,
      state: Type.String(),
      /** The time line up to the instant, the latest first, as far as it was for the own member, and how many more there are. */
      events: Type.Array(CaseEvent),
      earlier: Type.Integer(),
      evidence: Type.Array(IncidentEvidence),
      /** So many more stood there that the reader may not see. */
      withheld: Type.Integer(),
      /** Whether there is more in the case than was looked through. */
      more: Type.Boolean(),
    }),
  ),
  /** Techniques that the own member had named of the evidence by then. */
  techniques: Type.Array(
    Type.Object({ id: Id, code: Type.Optional(Type.String()), name: Type.String() }),
  ),
})
export type IncidentRecord = Static<typeof IncidentRecord>

const ById = Type.Object({ id: Id })

export const listIncidents = defineRoute({
  name: 'listIncidents',
  method: 'GET',
  path: '/api/incidents',
  access: 'member',
  summary: 'Past incidents that the own member keeps, the latest kept first; no other member’s.',
  query: Type.Object({
    ...PageQuery.properties,
    /** Each must stand in the title or in what happened. */
    words: Type.Optional(Line),
  }),
  reply: pageOf(Incident),
})

export const getIncident = defineRoute({
  name: 'getIncident',
  method: 'GET',
  path: '/api/incidents/:id',
  access: 'member',
  summary:
    'A past incident with its case as the reader may see it now: time line and evidence as of an instant, and by what each can be replayed or proven.',
  params: ById,
  query: Type.Object({ at: Type.Optional(Instant) }),
  reply: IncidentRecord,
})

export const keepIncident = defineRoute({
  name: 'keepIncident',
  method: 'POST',
  path: '/api/cases/:id/incident',
  access: 'role:analyst',
  summary:
    'Keeps a closed case, which the own member has joined, as a past incident for the own people alone. Nobody sees more of the case by it.',
  params: ById,
  /** The id is chosen by the client, so that what it sends again is kept once. */
  body: Type.Object({ incidentId: Id, ...SAID }),
  reply: Incident,
  status: 201,
})

export const changeIncident = defineRoute({
  name: 'changeIncident',
  method: 'PUT',
  path: '/api/incidents/:id',
  access: 'role:analyst',
  summary: 'Says otherwise what happened; what was said before stays, with who and when.',
  params: ById,
  body: Type.Object({ version: Type.Integer({ minimum: 1 }), ...Said.properties }),
  reply: Incident,
})
