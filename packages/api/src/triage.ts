import Type, { type Static } from 'typebox'
import { FindingSummary } from './detection.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, pageOf, PageQuery, Prose } from './scalars.ts'

/** How a network stands, the surest first: `stands`, `unclear` (untested, or too little to tell), `explained`, `chance`. */
export const STANDINGS = ['stands', 'unclear', 'explained', 'chance'] as const
export type Standing = (typeof STANDINGS)[number]

/** What somebody says of a finding. That it was shared follows from the releases made of it, and nobody says it. */
export const CHOSEN_STATES = ['new', 'looking', 'benign', 'closed'] as const
export type ChosenState = (typeof CHOSEN_STATES)[number]
export const TRIAGE_STATES = ['new', 'looking', 'shared', 'benign', 'closed'] as const
export type TriageState = (typeof TRIAGE_STATES)[number]

/** What a list is of: what nobody is done with, one state, or what chance explains. */
export const TRIAGE_TABS = ['open', ...TRIAGE_STATES, 'chance'] as const
export type TriageTab = (typeof TRIAGE_TABS)[number]

const PersonRef = Type.Object({ id: Id, name: Line })

/** Why what was said of one finding is told of another: it folds under it now, or was the same network in an earlier run. */
export const EARLIER_WAYS = ['folds-here', 'earlier-run'] as const

/** What the member said last of a finding that is of the same network. Nothing of it holds for the network until somebody says so. */
export const EarlierTriage = Type.Object({
  /** The finding that it was said of. */
  id: Id,
  headline: Type.String(),
  how: Type.Enum(EARLIER_WAYS),
  state: Type.Enum(CHOSEN_STATES),
  assignee: Type.Optional(PersonRef),
  note: Type.Optional(Prose),
  by: Line,
  at: Instant,
  /** Of an earlier run: accounts that stand in both documents, and in either of them. */
  common: Type.Optional(Type.Integer()),
  total: Type.Optional(Type.Integer()),
})
export type EarlierTriage = Static<typeof EarlierTriage>

/** A network as triaged: the finding that leads, the traces that tell of it too, and what the member made of it. */
export const Network = Type.Object({
  ...FindingSummary.properties,
  kind: Type.Literal('network'),
  trace: Type.String(),
  accounts: Type.Integer(),
  /** What was pushed, by how many, when. */
  headline: Type.String(),
  standing: Type.Enum(STANDINGS),
  /** Traces of the findings that fold under it, each once, and how many findings these are. */
  alsoBy: Type.Array(Type.String()),
  folded: Type.Integer(),
  fileName: Type.Optional(Line),
  state: Type.Enum(TRIAGE_STATES),
  /** What somebody said of it, where releases made of it say more. */
  chosen: Type.Enum(CHOSEN_STATES),
  /** Releases made of it that are in force. */
  releases: Type.Integer(),
  assignee: Type.Optional(PersonRef),
  note: Type.Optional(Prose),
  /** Counts its changes; a change names the one that it was made from. */
  version: Type.Integer(),
  /** The last change; absent where nobody made one. */
  changedAt: Type.Optional(Instant),
  changedBy: Type.Optional(Line),
  /** Of each finding that folds here, and of the likest networks of earlier runs, the last first. */
  earlier: Type.Array(EarlierTriage),
  /** Why its document cannot be read; it stands at the end then, by the title that it was kept with. */
  unread: Type.Optional(Type.String()),
})
export type Network = Static<typeof Network>

/** Of all networks that the other filters leave. */
const Counts = Type.Record(Type.Enum(TRIAGE_TABS), Type.Integer())

export const listNetworks = defineRoute({
  name: 'listNetworks',
  method: 'GET',
  path: '/api/networks',
  access: 'role:analyst',
  summary:
    'Networks of the own member, one row each: those that stand first, then by certainty times weight.',
  query: Type.Object({
    ...PageQuery.properties,
    tab: Type.Optional(Type.Enum(TRIAGE_TABS)),
    standing: Type.Optional(Type.Enum(STANDINGS)),
    /** `none` are those that nobody has. */
    assignee: Type.Optional(Type.Union([Id, Type.Literal('none')])),
    run: Type.Optional(Id),
    /** Words that the headline holds. */
    words: Type.Optional(Line),
  }),
  reply: Type.Object({
    ...pageOf(Network).properties,
    counts: Counts,
    /** Analysts of the own member, to whom one may be given. */
    analysts: Type.Array(PersonRef),
  }),
})

const Change = Type.Object({
  id: Id,
  /** The version that was looked at. */
  version: Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 }),
  state: Type.Optional(Type.Enum(CHOSEN_STATES)),
  /** Null gives it to nobody. */
  assignee: Type.Optional(Type.Union([Id, Type.Null()])),
  /** Null takes the note away. */
  note: Type.Optional(Type.Union([Prose, Type.Null()])),
})
export type TriageChange = Static<typeof Change>

/** A network of an earlier run or import that this one is known again by: at least half of the accounts of both stand in both. */
export const EarlierNetwork = Type.Object({
  id: Id,
  headline: Type.String(),
  fileName: Type.Optional(Line),
  foundAt: Instant,
  firstAt: Instant,
  lastAt: Instant,
  /** Accounts that stand in both documents, and in either of them. */
  common: Type.Integer(),
  total: Type.Integer(),
})
export type EarlierNetwork = Static<typeof EarlierNetwork>

export const listEarlierNetworks = defineRoute({
  name: 'listEarlierNetworks',
  method: 'GET',
  path: '/api/networks/:id/earlier',
  access: 'role:analyst',
  summary:
    'Networks of earlier runs and imports that this one is known again by, the last found first; at most 50 are linked.',
  params: Type.Object({ id: Id }),
  reply: Type.Object({ items: Type.Array(EarlierNetwork) }),
})

export const triageNetworks = defineRoute({
  name: 'triageNetworks',
  method: 'POST',
  path: '/api/networks/triage',
  access: 'role:analyst',
  summary:
    'Changes state, assignee or note of networks, all or none: refused, saying what differs, where one has changed since.',
  body: Type.Object({ changes: Type.Array(Change, { minItems: 1, maxItems: 200 }) }),
  maxBody: 2 << 20,
  reply: Type.Object({ items: Type.Array(Network) }),
})

/** One change of a network, as it stood after it. */
export const TriageEntry = Type.Object({
  version: Type.Integer(),
  at: Instant,
  by: Line,
  state: Type.Enum(CHOSEN_STATES),
  assignee: Type.Optional(Line),
  note: Type.Optional(Prose),
  logIndex: Type.Integer(),
  /** The finding that folds here, of which it was said; absent where it was said of the network itself. */
  of: Type.Optional(Type.Object({ id: Id, headline: Type.String() })),
})
export type TriageEntry = Static<typeof TriageEntry>

export const getNetwork = defineRoute({
  name: 'getNetwork',
  method: 'GET',
  path: '/api/networks/:id',
  access: 'role:analyst',
  summary:
    'The network that a finding leads or folds under, with all that was made of it, last first.',
  params: Type.Object({ id: Id }),
  reply: Type.Object({
    network: Network,
    history: Type.Array(TriageEntry),
    analysts: Type.Array(PersonRef),
  }),
})
