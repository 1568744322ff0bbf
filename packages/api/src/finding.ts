import Type, { type Static } from 'typebox'

/** What accounts have in common, as the detector names it. */
export const TRACES = [
  'link',
  'domain',
  'hashtag',
  'hashtag-sequence',
  'text',
  'near-text',
  'reshare',
  'reply',
  'mention',
  'media',
  'cadence',
  'traits',
  'object',
  'fused',
] as const

/** Innocent explanations that the detector tries. */
export const EXPLANATIONS = [
  'declared',
  'one author',
  'one tool',
  'scheduler',
  'newsletter',
  'common objects',
  'one source',
  'few accounts',
] as const

/** What the strength of a pair counts. */
export const COUNTING_MODES = ['pairs', 'objects', 'contents'] as const

const Text = Type.String()
const Count = Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 })
const Nullable = Type.Union([Type.Number(), Type.Null()])

/** One account of a network; see `@tocsin/detect` for what each number means. */
export const FindingMember = Type.Object({
  account: Text,
  score: Type.Number(),
  degree: Count,
  posts: Count,
  matched: Count,
  /** Rate of false finds at which the account stands in step with a group; absent or null where not tested. */
  q: Type.Optional(Nullable),
  /** Objects on which it acted before, and after, its partners; -1 always follows, 1 always leads. */
  led: Type.Optional(Count),
  followed: Type.Optional(Count),
  lead: Type.Optional(Type.Number()),
})
export type FindingMember = Static<typeof FindingMember>

/** `a` and `b` are positions in `members`. */
export const FindingEdge = Type.Object({
  a: Count,
  b: Count,
  weight: Type.Number(),
  objects: Count,
  meanLag: Type.Number(),
  first: Text,
  last: Text,
  q: Nullable,
})
export type FindingEdge = Static<typeof FindingEdge>

export const EvidenceRow = Type.Object({
  account: Text,
  at: Text,
  content: Type.Union([Text, Type.Null()]),
  excerpt: Type.Optional(Text),
})

export const Evidence = Type.Object({
  object: Text,
  accounts: Count,
  posts: Count,
  first: Text,
  last: Text,
  accountsOverall: Count,
  rows: Type.Array(EvidenceRow),
  rowsTotal: Count,
})
export type Evidence = Static<typeof Evidence>

/** What every finding has, whichever detector made it; see `FindingHead` of `@tocsin/detect`. */
const HEAD = {
  version: Type.Literal(1),
  id: Text,
  /** One plain sentence without judgement. */
  summary: Text,
  /** False-discovery rate; null where chance was not tested. */
  q: Nullable,
  started: Text,
  ended: Text,
  evidenceTotal: Count,
  /** How sure, 0 to 1, after the innocent explanations; absent or null where chance was not tested. */
  confidence: Type.Optional(Nullable),
  /** Innocent explanations that were tried, and whether each holds. */
  counterEvidence: Type.Optional(
    Type.Array(Type.Object({ explanation: Text, holds: Type.Boolean(), detail: Text })),
  ),
  caveats: Type.Array(Text),
}

/** A network of accounts that acted together. */
export const NetworkDocument = Type.Object({
  kind: Type.Literal('network'),
  ...HEAD,
  trace: Text,
  score: Type.Number(),
  members: Type.Array(FindingMember),
  membersTotal: Count,
  edges: Type.Array(FindingEdge),
  edgesTotal: Count,
  evidence: Type.Array(Evidence),
  timeline: Type.Object({
    from: Text,
    binSeconds: Type.Number({ exclusiveMinimum: 0 }),
    counts: Type.Array(Count),
  }),
  parameters: Type.Object({
    trace: Text,
    window: Nullable,
    mode: Text,
    minWeight: Type.Number(),
    minMembers: Type.Number(),
    seed: Type.Number(),
    maxAccountsPerObject: Nullable,
    /** No window was chosen: judged at all time scales at once; what is shown lies within `window`. */
    everyScale: Type.Optional(Type.Boolean()),
  }),
  /** How it stands: untested, chance, explained (by what) or stands; absent in findings of before. */
  verdict: Type.Optional(Text),
  explainedBy: Type.Optional(Type.Union([Text, Type.Null()])),
  /** Different things shared in step. */
  things: Type.Optional(Count),
  thingsEach: Type.Optional(Count),
  /** Name of the network over successive runs. */
  network: Type.Optional(Text),
  moments: Type.Optional(
    Type.Array(
      Type.Object({
        at: Text,
        seconds: Type.Number(),
        object: Text,
        accounts: Count,
        posts: Count,
      }),
    ),
  ),
  momentsTotal: Type.Optional(Count),
  traces: Type.Optional(
    Type.Array(Type.Object({ trace: Text, objects: Count, posts: Count, accounts: Count })),
  ),
  chance: Type.Optional(
    Type.Union([
      Type.Object({ pairs: Count, observed: Type.Number(), expected: Type.Number() }),
      Type.Null(),
    ]),
  ),
  /** Techniques of the DISARM framework that the behaviour looks like. */
  techniques: Type.Optional(
    Type.Array(
      Type.Object({ id: Type.String({ pattern: '^T[0-9]{4}(\\.[0-9]{3})?$' }), name: Text }),
      { maxItems: 50 },
    ),
  ),
})
export type NetworkDocument = Static<typeof NetworkDocument>

/** One name that imitates one target. */
export const LookalikeDocument = Type.Object({
  kind: Type.Literal('lookalike'),
  ...HEAD,
  name: Text,
  target: Text,
  technique: Text,
  /** 0 to 100: it orders findings. */
  score: Type.Number(),
  /** How much better imitation tells the name than chance does. */
  bits: Type.Number(),
  /** Other targets that tell it nearly as well. */
  also: Type.Array(Text),
  evidence: Type.Array(Type.Object({ technique: Text, detail: Text })),
})
export type LookalikeDocument = Static<typeof LookalikeDocument>

/** The documents by their kind; a new detector brings a line. */
export const FINDING_DOCUMENTS = { network: NetworkDocument, lookalike: LookalikeDocument }
export type FindingKind = keyof typeof FINDING_DOCUMENTS

/**
 * The finding document that `tocsin detect --out` writes and a dossier shows: what readers may rely on.
 * The whole document carries more and is passed on unchanged. Told apart by `kind`, alike in their head.
 */
export const FindingDocument = Type.Union([NetworkDocument, LookalikeDocument])
export type FindingDocument = Static<typeof FindingDocument>
