import Type, { type Static } from 'typebox'
import { EndsWith, Purpose } from './groups.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberKind, MemberRef, Pap, Prose, Tlp } from './scalars.ts'

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Kinds = Type.Array(MemberKind, { minItems: 1, maxItems: 6 })
/** Days that the terms of a release run. */
const Days = Type.Integer({ minimum: 1, maximum: 36_500 })

/** What a charter says, as its form has it. */
export const CharterTerms = Type.Object({
  charter: Prose,
  legalBasis: Line,
  /** The day or instant from which the legal basis holds; absent where it holds already. */
  from: Type.Optional(Instant),
  /** Until when, or so many days after an election: one of the two. */
  until: Type.Optional(Instant),
  endsWith: Type.Optional(EndsWith),
  purposes: Type.Array(Purpose, { minItems: 1, maxItems: 4 }),
  /** Kinds of member that may release to the group, and that may receive what is released. */
  senders: Kinds,
  receivers: Kinds,
  maxTlp: Tlp,
  /** A release ends within so many days; absent where the charter sets no term. */
  retentionDays: Type.Optional(Days),
  markings: Type.Optional(Type.Array(Line, { maxItems: 100 })),
  /** Three members, two of whom open together what a member decided, for a court or an inspector; absent where the charter names none. */
  keyHolders: Type.Optional(Type.Array(Id, { minItems: 3, maxItems: 3, uniqueItems: true })),
})
export type CharterTerms = Static<typeof CharterTerms>

const CHARTER_ACTIONS = ['release', 'receive', 'feed'] as const

/** One case that the people of the group have written down, and what must come of it. */
export const CharterCase = Type.Object({
  words: Line,
  /** Somebody releases, somebody receives, or a machine's feed carries it to somebody. */
  action: Type.Enum(CHARTER_ACTIONS),
  /** Who is asked about; of a release the sender. */
  kind: MemberKind,
  /** Who sends; of a release the same. */
  sender: MemberKind,
  tlp: Tlp,
  pap: Pap,
  purpose: Purpose,
  /** Made on the screen or by the API, or posted by a machine. */
  exit: Type.Enum(['api', 'taxii']),
  /** Days until the release ends; absent where it names no end. */
  keptDays: Type.Optional(Days),
  at: Instant,
  expect: Type.Enum(['allow', 'deny']),
})
export type CharterCase = Static<typeof CharterCase>

/** The law of the group in Cedar; within bounds that one can look through. */
const LawText = Type.String({ minLength: 1, maxLength: 20_000 })
const Cases = Type.Array(CharterCase, { maxItems: 100 })

export const CharterDraft = Type.Object({
  terms: CharterTerms,
  /** Absent: as the form writes it. */
  text: Type.Optional(LawText),
  cases: Cases,
  /** From when it shall be in force, once adopted. */
  inForceFrom: Instant,
})
export type CharterDraft = Static<typeof CharterDraft>

const Verdict = Type.Object({ allow: Type.Boolean(), rule: Line, reason: Type.String() })
const Span = Type.Object({ from: Instant, until: Type.Optional(Instant) })
const DaySpan = Type.Object({ from: Type.Integer(), to: Type.Optional(Type.Integer()) })

/** Who gains or loses what: every combination of what stands in the lists, and none beside. */
export const CharterChange = Type.Object({
  effect: Type.Enum(['gain', 'loss']),
  words: Type.String(),
  action: Type.Array(
    Type.Object({ action: Type.Enum(CHARTER_ACTIONS), exit: Type.Enum(['api', 'taxii']) }),
  ),
  kinds: Type.Array(MemberKind),
  /** Absent for a release, whose sender is who gains or loses. */
  senders: Type.Optional(Type.Array(MemberKind)),
  tlps: Type.Array(Tlp),
  purposes: Type.Array(Purpose),
  /** Absent where neither charter speaks of PAP: what the exchange's rules say of it goes on. */
  paps: Type.Optional(Type.Array(Pap)),
  /** Absent where neither charter speaks of it; `to` is the last day, absent with no end. */
  keptDays: Type.Optional(Type.Array(DaySpan)),
  times: Type.Array(Span),
  example: Type.Object({ words: Type.String(), before: Verdict, after: Verdict }),
})
export type CharterChange = Static<typeof CharterChange>

const CaseResult = Type.Object({ words: Line, holds: Type.Boolean(), got: Verdict })

/** Line and place count from 1. */
const LawFault = Type.Object({
  line: Type.Integer(),
  column: Type.Integer(),
  message: Type.String(),
})

/** A charter worked out: its text, what is wrong with it, and who gains or loses what against the last one adopted. */
export const CharterCheck = Type.Object({
  text: Type.String(),
  /** As the text has them: where it was edited, what it comes to. */
  terms: Type.Optional(CharterTerms),
  /** The text says more, or something else, than the form would write. */
  byText: Type.Boolean(),
  faults: Type.Array(LawFault),
  /** Why it cannot be adopted as it stands, in sentences. */
  obstacles: Type.Array(Type.String()),
  cases: Type.Array(CaseResult),
  changes: Type.Array(CharterChange),
  /** Combinations that were compared, and the version that it was compared with. */
  compared: Type.Integer(),
  comparedWith: Type.Integer(),
})
export type CharterCheck = Static<typeof CharterCheck>

const CHARTER_STATES = ['proposed', 'adopted', 'refused', 'withdrawn', 'replaced'] as const
export type CharterState = (typeof CHARTER_STATES)[number]

/** Who did it: a member, and the person's name where the reader may know it. */
const By = Type.Object({ member: MemberRef, person: Type.Optional(Line) })

export const CharterVersion = Type.Object({
  number: Type.Integer(),
  state: Type.Enum(CHARTER_STATES),
  terms: CharterTerms,
  byText: Type.Boolean(),
  /** SHA-256 of what was proposed, hex; absent for what was there before charters had versions. */
  sha256: Type.Optional(Hash),
  proposedAt: Instant,
  /** Absent where the group was founded before that was kept. */
  proposedBy: Type.Optional(By),
  settledAt: Type.Optional(Instant),
  settledBy: Type.Optional(By),
  reason: Type.Optional(Prose),
  inForceFrom: Instant,
})
export type CharterVersion = Static<typeof CharterVersion>

export const Charter = Type.Object({
  group: Type.Object({ id: Id, name: Line }),
  /** The number of the version that is in force. */
  inForce: Type.Integer(),
  endsAt: Instant,
  /** The time of the exchange as this was read, by which it says what is in force. */
  asOf: Instant,
  /** Newest first. */
  versions: Type.Array(CharterVersion),
  /** The key holders that are named, campaigns apart: members do not learn of those here. */
  keyHolders: Type.Array(MemberRef),
  /** Whether the reader may propose a version and settle a proposal, as far as rules can say beforehand. */
  mayTakePart: Type.Boolean(),
})
export type Charter = Static<typeof Charter>

/** One version whole, with what it would change while it waits. */
export const CharterSheet = Type.Object({
  version: CharterVersion,
  /** The key holders that are named, campaigns apart: members do not learn of those here. */
  keyHolders: Type.Array(MemberRef),
  /** Whether the reader proposed it. */
  isOwn: Type.Boolean(),
  text: Type.String(),
  cases: Cases,
  /** While it waits: what an adoption would be of. */
  check: Type.Optional(CharterCheck),
  /** What stands for all that was shown with it; an adoption names it. */
  seen: Type.Optional(Hash),
})
export type CharterSheet = Static<typeof CharterSheet>

const ById = Type.Object({ id: Id })
const ByNumber = Type.Object({
  id: Id,
  number: Type.String({ pattern: '^[1-9][0-9]{0,5}$' }),
})
const MAX = 256 << 10

export const getCharter = defineRoute({
  name: 'getCharter',
  method: 'GET',
  path: '/api/groups/:id/charter',
  access: 'member',
  summary: 'The charter of a group: its versions, which is in force, which waits.',
  params: ById,
  reply: Charter,
})

export const getCharterVersion = defineRoute({
  name: 'getCharterVersion',
  method: 'GET',
  path: '/api/groups/:id/charter/versions/:number',
  access: 'member',
  summary: 'One version of a charter; while it waits, with exactly who gains or loses what by it.',
  params: ByNumber,
  reply: CharterSheet,
})

export const checkCharter = defineRoute({
  name: 'checkCharter',
  method: 'POST',
  path: '/api/groups/:id/charter/check',
  access: 'role:operator or reviewer',
  summary: 'Works out what a charter would change; keeps and changes nothing.',
  params: ById,
  body: CharterDraft,
  maxBody: MAX,
  reply: CharterCheck,
})

export const proposeCharter = defineRoute({
  name: 'proposeCharter',
  method: 'POST',
  path: '/api/groups/:id/charter/versions',
  access: 'role:operator or reviewer',
  summary:
    'Proposes a version of a charter, which a second person adopts. `replaces` names, by its hash, the proposal that waits.',
  params: ById,
  body: Type.Object({ draft: CharterDraft, replaces: Type.Optional(Hash) }),
  maxBody: MAX,
  reply: CharterVersion,
  status: 201,
})

export const adoptCharter = defineRoute({
  name: 'adoptCharter',
  method: 'POST',
  path: '/api/groups/:id/charter/versions/:number/adopt',
  access: 'role:operator or reviewer',
  summary: 'Adopts exactly what was looked at, as the second person.',
  params: ByNumber,
  body: Type.Object({ sha256: Hash, seen: Hash }),
  reply: CharterVersion,
})

export const refuseCharter = defineRoute({
  name: 'refuseCharter',
  method: 'POST',
  path: '/api/groups/:id/charter/versions/:number/refuse',
  access: 'role:operator or reviewer',
  summary: 'Refuses a proposal with a reason; by whoever proposed it, withdraws it.',
  params: ByNumber,
  body: Type.Object({ reason: Prose }),
  reply: CharterVersion,
})
