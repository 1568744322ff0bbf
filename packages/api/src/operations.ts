import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line } from './scalars.ts'
import { MailState } from './session.ts'
import { TEXT_CHANNELS } from './notice-targets.ts'
import { StrayTexts } from './stray-texts.ts'

/** Kinds of live events; `subject` is the id of the release, notice, run and so on to fetch anew. */
export const LIVE_KINDS = [
  'release.received',
  'release.recalled',
  'release.changed',
  'held.changed',
  'message.changed',
  'unmasking.changed',
  'unsealing.changed',
  'knowledge.changed',
  'lookback.changed',
  'matching.changed',
  'meeting.changed',
  'case.changed',
  'duty.changed',
  'disclosure.changed',
  'report.changed',
  'party.changed',
  'vendors.changed',
  'offices.changed',
  'papers.changed',
  'scheduled.changed',
  'alert.changed',
  'notice.changed',
  'run.changed',
  'finding.changed',
  'drill.changed',
] as const
export type LiveKind = (typeof LIVE_KINDS)[number]
export type LiveEvent = { id: string; kind: LiveKind; subject: string; at: string }

/** Server-sent events at this path; not a JSON route. */
export const LIVE_PATH = '/api/live'

export const FaultyDelivery = Type.Object({
  id: Id,
  noticeId: Id,
  place: Line,
  channel: Type.Enum(['mail', ...TEXT_CHANNELS]),
  /** Of a number only how it ends. */
  address: Type.String(),
  /** Whether it went out is not known, and it is not sent again. */
  unknown: Type.Boolean(),
  attempts: Type.Integer(),
  fault: Type.String(),
  at: Instant,
})

/** How the mail of the exchange fares. */
export const MailHealth = Type.Object({
  state: MailState,
  /** Since when our own server refuses us or is away. */
  since: Type.Optional(Instant),
  /** In its own words. */
  fault: Type.Optional(Type.String()),
  /** Who must act, in words. */
  act: Type.Optional(Type.String()),
  /** When the last mail was handed over. */
  handedOverAt: Type.Optional(Instant),
})
export type MailHealth = Static<typeof MailHealth>

/** What of mails and messages that are of no notice an operator is shown. */
export const OPERATORS_MAILS = [
  'invitation',
  'sign-in',
  'charter',
  'person-end',
  'party',
  'text-answer',
  'try-out',
] as const

/**
 * An invitation, a sign-in link, a reminder that a charter or the time of a person ends, a mail to a defended party, or an answer to a number that
 * replied, that could not be handed over, or waits to be tried again. What is written to people of a member about its own work is not among them.
 */
export const FaultySignInMail = Type.Object({
  id: Id,
  kind: Type.Enum(OPERATORS_MAILS),
  channel: Type.Enum(['mail', ...TEXT_CHANNELS]),
  /** Of a number only how it ends. */
  address: Type.String(),
  unknown: Type.Boolean(),
  attempts: Type.Integer(),
  fault: Type.String(),
  at: Instant,
})

/**
 * What a mail that came back is: of the receiving side's machines, that it failed for good, waits or arrived there; an
 * automatic answer; a receipt of a mail program; or none of these. No machine's word ever counts as told.
 */
export const HEARD_KINDS = [
  'failed',
  'delayed',
  'delivered',
  'auto-reply',
  'receipt',
  'other',
] as const
export type HeardKind = (typeof HEARD_KINDS)[number]

/** Mails that came back, by what they were and also those that changed nothing; `cut` counts, besides, those read to their 40,000th line alone. `listens`: whether there is a door for them. */
export const HeardMails = Type.Object({
  listens: Type.Boolean(),
  counts: Type.Array(
    Type.Object({
      kind: Type.Enum([...HEARD_KINDS, 'forged', 'unreadable', 'too-large', 'repeated', 'cut']),
      count: Type.Integer(),
      lastAt: Instant,
    }),
  ),
})
export type HeardMails = Static<typeof HeardMails>

/** A defended party that no mail of a member about names could be delivered to: it must be called. */
export const UnreachedParty = Type.Object({
  party: Type.Object({ id: Id, name: Line }),
  /** The member that found the names, which only it and the party know. */
  finder: Line,
  names: Type.Integer(),
  since: Instant,
})
export type UnreachedParty = Static<typeof UnreachedParty>

/** How often suspicious mails and links were looked at, by way and what came of it; of whom and of what nothing is known. */
export const LookCount = Type.Object({
  way: Type.String(),
  outcome: Type.String(),
  count: Type.Integer(),
  lastAt: Instant,
})
export type LookCount = Static<typeof LookCount>

export const Overview = Type.Object({
  members: Type.Integer(),
  people: Type.Integer(),
  groups: Type.Integer(),
  releases: Type.Integer(),
  openRecalls: Type.Integer(),
  openNotices: Type.Integer(),
  /** Of open notices, counted as each notice counts them. */
  overdueTargets: Type.Integer(),
  queuedDeliveries: Type.Integer(),
  /** The newest of them, and how many there are in all. */
  faultyDeliveries: Type.Array(FaultyDelivery),
  faultyDeliveriesTotal: Type.Integer(),
  contactsMissing: Type.Integer(),
  unreachableTargets: Type.Optional(Type.Integer()),
  /** Versions of what defended parties state that wait for a look. */
  waitingParties: Type.Integer(),
  /** The newest, at most 100, and how many there are in all. */
  unreachedParties: Type.Array(UnreachedParty),
  unreachedPartiesTotal: Type.Integer(),
  mail: Type.Optional(MailHealth),
  /** The gateways of short messages and of calls by a machine, likewise. */
  sms: Type.Optional(MailHealth),
  voice: Type.Optional(MailHealth),
  fax: Type.Optional(MailHealth),
  /** Messages of notices to numbers that wait. */
  queuedTexts: Type.Object({
    sms: Type.Integer(),
    voice: Type.Integer(),
    fax: Type.Integer(),
  }),
  strayTexts: StrayTexts,
  heard: Type.Optional(HeardMails),
  looks: Type.Optional(Type.Array(LookCount)),
  faultySignInMails: Type.Optional(Type.Array(FaultySignInMail)),
  faultySignInMailsTotal: Type.Integer(),
  log: Type.Object({ size: Type.Integer(), root: Type.String() }),
  database: Type.String(),
  /** What the exchange cannot do, or finds wrong with its own record, in words. */
  faults: Type.Array(Type.String()),
})
export type Overview = Static<typeof Overview>

export const getOverview = defineRoute({
  name: 'getOverview',
  method: 'GET',
  path: '/api/overview',
  access: 'role:operator',
  summary: 'What needs an operator: queues, faults, overdue offices, log.',
  reply: Overview,
})

export const Drill = Type.Object({
  title: Line,
  state: Type.Union([Type.Literal('playing'), Type.Literal('paused'), Type.Literal('ended')]),
  now: Instant,
  /** Virtual seconds per real second. */
  speed: Type.Number(),
  /** Whether it says how it went (`getDrillScore`). */
  scored: Type.Boolean(),
  /** What has happened so far, newest last. */
  beats: Type.Array(Type.Object({ at: Instant, text: Type.String(), done: Type.Boolean() })),
})
export type Drill = Static<typeof Drill>

export const getDrill = defineRoute({
  name: 'getDrill',
  method: 'GET',
  path: '/api/drill',
  access: 'member',
  summary: 'The drill being played; 404 on a real exchange.',
  reply: Drill,
})

/** How a drill went for whoever plays it. Minutes are of its clock, after what `since` names. */
export const DrillScore = Type.Object({
  title: Line,
  at: Instant,
  /** Whether nothing is to come any more; until then it may still change. */
  ended: Type.Boolean(),
  /** What the clocks run from, such as `the first report`. */
  since: Line,
  clocks: Type.Array(
    Type.Object({
      what: Line,
      /** When it was in history, where that is known. */
      history: Type.Optional(Line),
      /** Absent where it has not happened here. */
      here: Type.Optional(Type.Integer()),
    }),
  ),
  /** Chief officials of states: how many there are, how many were sent a notice, told by a person's word, and understood. */
  offices: Type.Object({
    all: Type.Integer(),
    sent: Type.Integer(),
    told: Type.Integer(),
    understood: Type.Integer(),
  }),
  mistakes: Type.Array(Type.Object({ what: Line, count: Type.Integer() })),
  /** What chief officials of states had said that they knew by instants of history; those to come are left out. */
  knew: Type.Optional(
    Type.Array(
      Type.Object({
        what: Line,
        at: Instant,
        /** States whose official said by then that a warning reached them. */
        told: Type.Integer(),
        /** States whose official said by then that they know whether their own state was hit. */
        whetherHit: Type.Integer(),
      }),
    ),
  ),
})
export type DrillScore = Static<typeof DrillScore>

export const getDrillScore = defineRoute({
  name: 'getDrillScore',
  method: 'GET',
  path: '/api/drill/score',
  access: 'member',
  summary: 'How the drill went so far; 404 on a real exchange and where a drill has no score.',
  reply: DrillScore,
})

export const steerDrill = defineRoute({
  name: 'steerDrill',
  method: 'POST',
  path: '/api/drill',
  access: 'role:operator',
  summary: 'Pauses, resumes or changes the speed of the drill.',
  body: Type.Object({
    state: Type.Optional(Type.Union([Type.Literal('playing'), Type.Literal('paused')])),
    speed: Type.Optional(Type.Number({ minimum: 1, maximum: 100_000 })),
  }),
  reply: Drill,
})
