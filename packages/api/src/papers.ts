import Type, { type Static } from 'typebox'
import { OfficeRole } from './jurisdictions.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, JurisdictionId, Language, Line, ProseDraft, Tlp } from './scalars.ts'

/** What a member keeps for its notices: one that is being written, words to begin with, or a list of places. */
export const PAPER_KINDS = ['draft', 'template', 'places'] as const
export const PaperKind = Type.Enum(PAPER_KINDS)
export type PaperKind = Static<typeof PaperKind>

const Text = Type.Object({
  subject: ProseDraft,
  what: ProseDraft,
  howSure: ProseDraft,
  actions: Type.Array(ProseDraft, { maxItems: 3 }),
  whoToCall: ProseDraft,
  context: Type.Optional(ProseDraft),
  wrong: Type.Optional(ProseDraft),
})

/** A notice as far as it is written; nothing of it is judged before it is looked at. */
export const PaperContent = Type.Object({
  kind: Type.Enum(['notice', 'advisory']),
  tlp: Tlp,
  texts: Type.Record(Language, Text, { maxProperties: 8 }),
  /** Languages in which nothing is written. */
  without: Type.Array(Language, { maxItems: 8 }),
  minutes: Type.String({ maxLength: 20, pattern: '^[0-9.,+e-]*$' }),
  releaseId: Type.String({ maxLength: 36, pattern: '^[0-9a-f-]*$' }),
  picked: Type.Array(
    Type.Object({ jurisdiction: JurisdictionId, role: OfficeRole, place: Line, kind: Line }),
    { maxItems: 12_000 },
  ),
  affected: Type.Optional(Type.Object({ vendor: Id, system: Type.Optional(Id) })),
  severe: Type.Optional(Type.Boolean()),
})
export type PaperContent = Static<typeof PaperContent>

export const PaperSummary = Type.Object({
  id: Id,
  kind: PaperKind,
  name: Line,
  offices: Type.Integer(),
  /** Each save makes the next one. */
  version: Type.Integer(),
  savedAt: Instant,
  savedBy: Line,
  /** Of a draft: kept until then unless it is saved again. */
  keptUntil: Type.Optional(Instant),
})
export type PaperSummary = Static<typeof PaperSummary>

export const Paper = Type.Object({ summary: PaperSummary, content: PaperContent })
export type Paper = Static<typeof Paper>

const ById = Type.Object({ id: Id })
const MAX = 4 << 20

export const listPapers = defineRoute({
  name: 'listPapers',
  method: 'GET',
  path: '/api/papers',
  access: 'role:analyst',
  summary:
    "The own member's drafts of notices, templates and lists of places, the last saved first.",
  reply: Type.Object({ items: Type.Array(PaperSummary) }),
})

export const getPaper = defineRoute({
  name: 'getPaper',
  method: 'GET',
  path: '/api/papers/:id',
  access: 'role:analyst',
  summary: 'One of them, whole.',
  params: ById,
  reply: Paper,
})

export const keepPaper = defineRoute({
  name: 'keepPaper',
  method: 'POST',
  path: '/api/papers',
  access: 'role:analyst',
  summary:
    'Keeps a draft, template or list of places where every analyst of the own member opens it; nothing is sent by it. A `conflict` where as many are kept as may be.',
  body: Type.Object({ kind: PaperKind, name: Line, content: PaperContent }),
  maxBody: MAX,
  reply: Paper,
  status: 201,
})

export const savePaper = defineRoute({
  name: 'savePaper',
  method: 'PUT',
  path: '/api/papers/:id',
  access: 'role:analyst',
  summary:
    'Saves it over the version it was made from; refused, with what differs, where another was saved meanwhile.',
  params: ById,
  body: Type.Object({
    version: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    name: Line,
    content: PaperContent,
  }),
  maxBody: MAX,
  reply: Paper,
})

export const dropPaper = defineRoute({
  name: 'dropPaper',
  method: 'DELETE',
  path: '/api/papers/:id',
  access: 'role:analyst',
  summary: 'Deletes it for everybody of the own member; what was sent stays sent.',
  params: ById,
})
