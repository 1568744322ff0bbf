import Type, { type Static } from 'typebox'
import { FindingDocument } from './finding.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, pageOf, PageQuery, Tlp } from './scalars.ts'

const Mapping = Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 200 }))

/** The platform that the accounts are of, as STIX names kinds of account; `unknown` says that nobody can tell. */
export const Platform = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })

export const Upload = Type.Object({
  id: Id,
  fileName: Line,
  bytes: Type.Integer(),
  rows: Type.Integer(),
  /** Column names of the file, in order. */
  columns: Type.Array(Type.String()),
  /** Guessed preset and role -> column mapping, for a person to confirm. */
  preset: Type.Optional(Line),
  mapping: Mapping,
  /** Where the times of the guessed column can be read in more than one way: what they look like, and the readings. */
  times: Type.Optional(
    Type.Object({
      column: Type.String(),
      unclear: Type.String(),
      examples: Type.Array(Type.String()),
      /** `value` goes to `timeFormat` of a run; `reads` is what it makes of the first example. */
      choices: Type.Array(
        Type.Object({ value: Type.String(), words: Type.String(), reads: Type.String() }),
      ),
    }),
  ),
})
export type Upload = Static<typeof Upload>

export const DetectionRun = Type.Object({
  id: Id,
  uploadId: Id,
  fileName: Line,
  /** Which detector: `coordination` or `lookalike`. */
  detector: Type.String(),
  /** Absent where it was not given. */
  platform: Type.Optional(Platform),
  /** Seconds, where one window was chosen; absent, accounts are judged at all time scales at once. */
  window: Type.Optional(Type.Number()),
  state: Type.Union([
    Type.Literal('queued'),
    Type.Literal('running'),
    Type.Literal('done'),
    Type.Literal('failed'),
    Type.Literal('cancelled'),
  ]),
  phase: Type.String(),
  /** 0 to 1. */
  progress: Type.Number(),
  error: Type.Optional(Type.String()),
  startedAt: Instant,
  endedAt: Type.Optional(Instant),
  findings: Type.Integer(),
  /** What was left out of the input or assumed of it, and where the figures stand on less than usual. */
  warnings: Type.Optional(Type.Array(Type.String())),
})
export type DetectionRun = Static<typeof DetectionRun>

/** A finding as listed; the whole is `@tocsin/detect`'s Finding document. */
export const FindingSummary = Type.Object({
  id: Id,
  kind: Type.Enum(['network', 'lookalike']),
  runId: Type.Optional(Id),
  title: Line,
  /** What was pushed, by how many, when; absent in what is not weighed yet. */
  headline: Type.Optional(Type.String()),
  /** Both of a network alone. */
  trace: Type.Optional(Type.String()),
  accounts: Type.Optional(Type.Integer()),
  score: Type.Number(),
  /** How it stands: `stands`, `explained`, `untested` or `chance`; absent in findings of before. */
  verdict: Type.Optional(Type.String()),
  /** The innocent explanation that suffices. */
  explainedBy: Type.Optional(Type.String()),
  /** How sure, 0 to 1, after the innocent explanations; absent where chance was not tested. */
  confidence: Type.Optional(Type.Number()),
  /** False-discovery rate; absent where chance was not tested. */
  q: Type.Optional(Type.Number()),
  /** In a list: the finding that tells of the same network and is surer. */
  foldsUnder: Type.Optional(Id),
  firstAt: Instant,
  lastAt: Instant,
  foundAt: Instant,
})
export type FindingSummary = Static<typeof FindingSummary>

const ById = Type.Object({ id: Id })

/** Sent as the raw file; `name` gives the file name, whose ending tells the format. */
export const uploadActivity = defineRoute({
  name: 'uploadActivity',
  method: 'POST',
  path: '/api/detection/uploads',
  access: 'role:analyst',
  summary:
    'Takes an activity export (CSV, TSV, JSON, JSON lines or Parquet) and guesses its columns; or a list of names, one a line, perhaps gzipped.',
  query: Type.Object({ name: Line, of: Type.Optional(Type.Enum(['activity', 'names'])) }),
  body: Type.Unsafe<Blob>(Type.Any()),
  maxBody: 2 ** 31,
  reply: Upload,
  status: 201,
})

export const startRun = defineRoute({
  name: 'startRun',
  method: 'POST',
  path: '/api/detection/runs',
  access: 'role:analyst',
  summary: 'Starts looking for coordination in an upload.',
  body: Type.Object({
    uploadId: Id,
    mapping: Mapping,
    /** What counts as acting together; absent, what the detector looks for by itself. */
    traces: Type.Optional(
      Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 10 }),
    ),
    /** Seconds, to test one window as other tools do; absent, accounts are judged at all time scales at once. */
    window: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 31_536_000 })),
    /** Least strength of a pair; absent, the detector's own. */
    min: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    platform: Type.Optional(Platform),
    /** How times are written: a value of the upload's `times.choices`, or a pattern such as `%d.%m.%Y %H:%M`. */
    timeFormat: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  }),
  reply: DetectionRun,
  status: 201,
})

export const listRuns = defineRoute({
  name: 'listRuns',
  method: 'GET',
  path: '/api/detection/runs',
  access: 'role:analyst',
  summary: 'Detection runs of the own member, newest first.',
  query: PageQuery,
  reply: pageOf(DetectionRun),
})

export const getRun = defineRoute({
  name: 'getRun',
  method: 'GET',
  path: '/api/detection/runs/:id',
  access: 'role:analyst',
  summary: 'One run with its progress.',
  params: ById,
  reply: DetectionRun,
})

export const cancelRun = defineRoute({
  name: 'cancelRun',
  method: 'DELETE',
  path: '/api/detection/runs/:id',
  access: 'role:analyst',
  summary: 'Cancels a run; nothing of it is kept.',
  params: ById,
  reply: DetectionRun,
})

export const listFindings = defineRoute({
  name: 'listFindings',
  method: 'GET',
  path: '/api/findings',
  access: 'role:analyst',
  summary: 'Findings of the own member, newest first.',
  query: Type.Object({ ...PageQuery.properties, run: Type.Optional(Id) }),
  reply: pageOf(FindingSummary),
})

export const getFinding = defineRoute({
  name: 'getFinding',
  method: 'GET',
  path: '/api/findings/:id',
  access: 'role:analyst',
  summary: 'The whole finding with its evidence.',
  params: ById,
  reply: Type.Object({ summary: FindingSummary, finding: FindingDocument }),
})

/** Spreadsheets of accounts, pairs and posts, and graphs. */
export const EXPORT_FORMS = ['accounts', 'edges', 'evidence', 'graphml', 'gexf'] as const
export type ExportForm = (typeof EXPORT_FORMS)[number]

export const exportFinding = defineRoute({
  name: 'exportFinding',
  method: 'GET',
  path: '/api/findings/:id/export/:form',
  access: 'role:analyst',
  summary: 'The finding as CSV (accounts, edges, evidence), GraphML or GEXF.',
  params: Type.Object({ id: Id, form: Type.Enum(EXPORT_FORMS) }),
  reply: Type.Unsafe<string>(Type.String()),
})

export const printFinding = defineRoute({
  name: 'printFinding',
  method: 'GET',
  path: '/api/findings/:id/pdf',
  access: 'role:analyst',
  summary:
    'The dossier of a network as a tagged PDF (PDF/UA-1), in English and UTC, with the marking that whoever saves it names on every page.',
  params: Type.Object({ id: Id }),
  query: Type.Object({ tlp: Tlp }),
  reply: Type.Unsafe<string>(Type.String()),
})

export const importFindings = defineRoute({
  name: 'importFindings',
  method: 'POST',
  path: '/api/findings',
  access: 'role:analyst',
  summary: 'Takes the file written by `tocsin detect --out`.',
  body: Type.Object({ findings: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 1000 }) }),
  maxBody: 64 << 20,
  reply: Type.Object({ items: Type.Array(FindingSummary) }),
  status: 201,
})
