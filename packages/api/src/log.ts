import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery } from './scalars.ts'

/** A place in the log that may be asked for; larger numbers lose their last digits. */
const LogIndex = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

/** Every kind of act that the log records, as its lines name it. */
export const ACT_KINDS = [
  'notice.sent',
  'notice.opened',
  'notice.called',
  'notice.told',
  'notice.understood',
  'notice.acted',
  'notice.escalated',
  'notice.unreachable',
  'notice.closed',
  'notice.corrected',
  'notice.cleared',
  'delivery.sent',
  'delivery.delayed',
  'delivery.failed',
  'report.received',
  'report.escalated',
  'report.joined',
  'report.parted',
  'report.answered',
  'party.proposed',
  'party.settled',
  'party.ended',
  'vendors.proposed',
  'vendors.settled',
  'vendors.looked-up',
  'alert.found',
  'alert.telling',
  'alert.told',
  'alert.unreached',
  'alert.opened',
  'alert.answered',
  'alert.set-aside',
  'alert.sealed',
  'alert.unsealed',
  'message.submitted',
  'message.approved',
  'message.returned',
  'message.withdrawn',
  'message.timed-out',
  'register.withheld',
  'matching.proposed',
  'matching.accepted',
  'matching.settled',
  'matching.asked',
  'matching.ended',
  'matching.refused',
  'unmasking.asked',
  'unmasking.approved',
  'unmasking.declined',
  'unmasking.timed-out',
  'unmasking.withdrawn',
  'release.created',
  'release.granted',
  'release.read',
  'release.recalled',
  'release.held',
  'release.stopped',
  'release.unsent',
  'recall.answered',
  'member.created',
  'member.admitted',
  'member.suspended',
  'person.invited',
  'person.admitted',
  'person.suspended',
  'person.ended',
  'person.roles-changed',
  'person.signed-in',
  'person.signed-out',
  'link.made',
  'key.created',
  'key.revoked',
  'group.created',
  'group.joined',
  'group.left',
  'group.end-moved',
  'charter.proposed',
  'charter.adopted',
  'charter.renewed',
  'charter.refused',
  'charter.withdrawn',
  'charter.in-force',
  'charter.reminded',
  'meeting.called',
  'meeting.changed',
  'meeting.cancelled',
  'meeting.opened',
  'meeting.attended',
  'meeting.closed',
  'meeting.answered',
  'meeting.sealed',
  'meeting.item-written',
  'meeting.item-taken',
  'meeting.promised',
  'meeting.promise-settled',
  'meeting.promise-told',
  'case.opened',
  'case.invited',
  'case.lead-changed',
  'case.closed',
  'case.opened-again',
  'contacts.imported',
  'address.erased',
  'places.imported',
  'election.added',
  'election.changed',
  'reachability.planned',
  'reachability.withdrawn',
  'reachability.unsent',
  'run.started',
  'run.ended',
  'run.cancelled',
  'findings.imported',
  'finding.changed',
  'clock.leapt',
  'exchange.stood-still',
  'release.opened',
  'release.ended',
  'answers.sealed',
  'group.ended',
  'envelope.looked-at',
  'audit.searched',
  'audit.opened',
  'audit.exported',
  'exchange.upgraded',
  'policies.changed',
  'refusal',
  'payload.erased',
  'erasure.asked',
  'erasure.declined',
  'hold.placed',
  'hold.lifted',
  'member.acted',
] as const
export type ActKind = (typeof ACT_KINDS)[number]

/**
 * What a member does for itself, what becomes of a release that it holds, and what comes of its ask for a masked person. Their
 * entries are all of the kind `member.acted`, and the statement that an entry commits to says under `act` which: how soon a receiver
 * reads what it was told, and that somebody stopped what it was about to say, would else stand in the public log. Entries from
 * before name them.
 */
export const OWN_ACTS: readonly ActKind[] = [
  'release.read',
  'release.opened',
  'recall.answered',
  'person.signed-in',
  'person.signed-out',
  'unmasking.asked',
  'unmasking.approved',
  'unmasking.declined',
  'unmasking.timed-out',
  'unmasking.withdrawn',
  'matching.proposed',
  'matching.accepted',
  'matching.settled',
  'matching.asked',
  'matching.ended',
  'matching.refused',
  'meeting.promise-settled',
  'meeting.promise-told',
  'finding.changed',
  'release.held',
  'release.stopped',
  'release.unsent',
  'party.proposed',
  'party.settled',
  'party.ended',
  'alert.found',
  'alert.telling',
  'alert.told',
  'alert.unreached',
  'alert.opened',
  'alert.answered',
  'alert.set-aside',
  'alert.sealed',
  'case.opened',
  'case.invited',
  'case.lead-changed',
  'case.closed',
  'case.opened-again',
]

/** A line of the public log: what kind of act, when; no content. */
export const LogLine = Type.Object({
  index: Type.Integer(),
  kind: Type.String(),
  at: Instant,
  /** Base64 leaf hash. */
  leaf: Type.String(),
})
export type LogLine = Static<typeof LogLine>

/** A policy refusal, kept because "no" is part of the record. */
export const Refusal = Type.Object({
  id: Id,
  at: Instant,
  act: Type.String(),
  subject: Type.String(),
  to: Type.Optional(MemberRef),
  rule: Line,
  reason: Type.String(),
  logIndex: Type.Integer(),
})
export type Refusal = Static<typeof Refusal>

export const listLog = defineRoute({
  name: 'listLog',
  method: 'GET',
  path: '/api/log',
  access: 'public',
  summary: 'Lines of the log, newest first, by keyset on the index.',
  query: Type.Object({
    before: Type.Optional(LogIndex),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  reply: Type.Object({ size: Type.Integer(), items: Type.Array(LogLine) }),
})

/** Replies a C2SP tlog-proof file as text. */
export const getReceipt = defineRoute({
  name: 'getReceipt',
  method: 'GET',
  path: '/api/receipts/:index',
  access: 'member',
  summary: 'Proof file for an act the own member took part in.',
  params: Type.Object({ index: LogIndex }),
  reply: Type.Unsafe<string>(Type.String()),
})

export const listRefusals = defineRoute({
  name: 'listRefusals',
  method: 'GET',
  path: '/api/refusals',
  access: 'member',
  summary:
    'Refusals of acts by the own member, newest first; an operator sees those of others too, but of readings, answers, asked names and meetings.',
  query: PageQuery,
  reply: pageOf(Refusal),
})

/** A rule as people read it. */
export const Rule = Type.Object({
  id: Line,
  /** A forbid that applies wins over any permit; without a permit the answer is no. */
  effect: Type.Union([Type.Literal('permit'), Type.Literal('forbid')]),
  reason: Type.String(),
  /** Day from which it holds, such as 2026-11-22. */
  since: Type.String(),
})
export type Rule = Static<typeof Rule>

export const listRules = defineRoute({
  name: 'listRules',
  method: 'GET',
  path: '/api/rules',
  access: 'member',
  summary: 'The rules that acts are judged by, in the order in which a refusal names them.',
  reply: Type.Object({
    /** SHA-256 over all of them, hex: what a record names as the policies that an act was judged by. */
    version: Type.String(),
    items: Type.Array(Rule),
  }),
})
