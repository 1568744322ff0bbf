import Type, { type Static } from 'typebox'
import { OfficeRole } from './jurisdictions.ts'
import { TEXT_CHANNELS } from './notice-targets.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, JurisdictionId, Line, pageOf, PageQuery } from './scalars.ts'

/** What a test of reachability says and how long it waits. */
const Terms = {
  /** Whom an office calls that doubts the mail, in the words of the sender. */
  whoToCall: Line,
  /** Minutes a contact has to answer before it is the next one's turn. */
  answerWithin: Type.Integer({ minimum: 1, maximum: 10080 }),
  /** A reminder: to those offices alone that have not answered the last test of all of them. */
  unansweredOnly: Type.Boolean(),
}

export const ReachabilityTest = Type.Object(Terms)
export type ReachabilityTest = Static<typeof ReachabilityTest>

/** A test that goes out by itself so many days before the election, at 9 in the morning of its first place. */
export const ReachabilityPlanDraft = Type.Object({
  ...Terms,
  daysBefore: Type.Integer({ minimum: 0, maximum: 730 }),
})
export type ReachabilityPlanDraft = Static<typeof ReachabilityPlanDraft>

export const ReachabilityPlan = Type.Object({
  id: Id,
  ...ReachabilityPlanDraft.properties,
  /** Moves with the election. */
  dueAt: Instant,
})
export type ReachabilityPlan = Static<typeof ReachabilityPlan>

/**
 * How far a test came at an office, by what is known: `no-answer` had a mail that was handed over to a mail server,
 * `queued` none yet, `unmailable` none that any server took, `returned` only
 * such as were taken and refused later by the receiving side, `no-address` has nobody on file, `not-asked` was in none.
 */
export const Reached = Type.Enum([
  'answered',
  'no-answer',
  'queued',
  'unmailable',
  'returned',
  'no-address',
  'not-asked',
])
export type Reached = Static<typeof Reached>

/**
 * How far a test came at an office on one channel, by what is known: `answered` had a message there that was handed over, and the office answered, by
 * whichever channel; `silent` had one and gave no answer; `unknown` had one of which nobody knows whether it went out; `dead` none that any server
 * or gateway took, or that came back.
 */
export const ChannelReached = Type.Enum(['answered', 'silent', 'queued', 'unknown', 'dead'])
export type ChannelReached = Static<typeof ChannelReached>

const ChannelName = Type.Enum(['mail', ...TEXT_CHANNELS])

/** A channel over all offices of the last test, its reminders counted in. */
export const ChannelCounts = Type.Object({
  channel: ChannelName,
  /** Offices with a message there. */
  offices: Type.Integer(),
  /** Of these, those with one that was handed over, and that a network says reached a telephone. */
  handedOver: Type.Integer(),
  delivered: Type.Integer(),
  counts: Type.Record(Type.String(), Type.Integer()),
  /** When one was last handed over. */
  lastAt: Type.Optional(Instant),
})
export type ChannelCounts = Static<typeof ChannelCounts>

/** One sending of a test; a reminder names the test of all offices that it follows. */
export const ReachabilityCheck = Type.Object({
  noticeId: Id,
  follows: Type.Optional(Id),
  sentAt: Instant,
  closedAt: Type.Optional(Instant),
  /** Whole days that were left to the election, as it stands on file now. */
  daysBefore: Type.Integer(),
  offices: Type.Integer(),
  answered: Type.Integer(),
})
export type ReachabilityCheck = Static<typeof ReachabilityCheck>

export const Reachability = Type.Object({
  /** Offices that answer for elections in the places of the election, as they are on file now. */
  offices: Type.Integer(),
  /** Of these by how far the last test of the own member came, its reminders counted in. */
  counts: Type.Record(Type.String(), Type.Integer()),
  /** The channels by which anybody was asked, each by itself. */
  channels: Type.Array(ChannelCounts),
  /** Newest first. */
  checks: Type.Array(ReachabilityCheck),
  /** Those to come. */
  plans: Type.Array(ReachabilityPlan),
  /** Why no mail would go out now and who must act; absent while nothing stops it. */
  mailBlocked: Type.Optional(Type.String()),
  /** The same of messages to numbers, where any office was asked there. */
  textsBlocked: Type.Record(Type.String(), Type.String()),
})
export type Reachability = Static<typeof Reachability>

export const ReachedOffice = Type.Object({
  jurisdiction: JurisdictionId,
  place: Line,
  role: OfficeRole,
  reached: Reached,
  /** When a mail server first took a mail to it that did not come back. */
  handedOverAt: Type.Optional(Instant),
  answeredAt: Type.Optional(Instant),
  /** When it last answered any test of the own member, before whichever election, and how many whole days ago. */
  lastAnsweredAt: Type.Optional(Instant),
  ageDays: Type.Optional(Type.Integer()),
  /** The last fault of a mail to it, in words. */
  fault: Type.Optional(Type.String()),
  /** Each channel by which it was asked in the last test. */
  channels: Type.Array(
    Type.Object({
      channel: ChannelName,
      reached: ChannelReached,
      handedOverAt: Type.Optional(Instant),
      fault: Type.Optional(Type.String()),
      /** When any test of the own member was last handed over there, and how many whole days ago. */
      testedAt: Type.Optional(Instant),
      ageDays: Type.Optional(Type.Integer()),
    }),
  ),
})
export type ReachedOffice = Static<typeof ReachedOffice>

/** An election so near that its offices should be tested, and were not within these days by the own member. */
export const DueTest = Type.Object({
  election: Id,
  name: Line,
  date: Type.String(),
  daysLeft: Type.Integer(),
  offices: Type.Integer(),
  answerWithin: Type.Integer(),
  /** The last test before this election, where there was one, longer ago. */
  lastSentAt: Type.Optional(Instant),
  /** Whom to call in doubt: of the configuration, else of the own member's last test. */
  whoToCall: Type.Optional(Line),
})
export type DueTest = Static<typeof DueTest>

const ById = Type.Object({ id: Id })

export const listDueTests = defineRoute({
  name: 'listDueTests',
  method: 'GET',
  path: '/api/reachability/due',
  access: 'role:operator or analyst',
  summary:
    'Elections so near that a test of reachability is due, and whether the exchange sends it by itself.',
  reply: Type.Object({
    how: Type.Enum(['ask', 'send', 'off']),
    daysBefore: Type.Integer(),
    items: Type.Array(DueTest),
  }),
})

export const getReachability = defineRoute({
  name: 'getReachability',
  method: 'GET',
  path: '/api/elections/:id/reachability',
  access: 'member',
  summary: "How far the own member's tests of reachability before an election came.",
  params: ById,
  reply: Reachability,
})

export const listReachedOffices = defineRoute({
  name: 'listReachedOffices',
  method: 'GET',
  path: '/api/elections/:id/reachability/offices',
  access: 'member',
  summary: "The offices of an election by how far the own member's last test came at each.",
  params: ById,
  query: Type.Object({ ...PageQuery.properties, reached: Type.Optional(Reached) }),
  reply: pageOf(ReachedOffice),
})

export const testReachability = defineRoute({
  name: 'testReachability',
  method: 'POST',
  path: '/api/elections/:id/reachability',
  access: 'role:operator or analyst',
  summary:
    'Asks the accountable offices of an election by mail whether it arrives; plainly a test and no alarm.',
  params: ById,
  body: ReachabilityTest,
  reply: Reachability,
  status: 201,
})

export const planReachability = defineRoute({
  name: 'planReachability',
  method: 'POST',
  path: '/api/elections/:id/reachability/plans',
  access: 'role:operator or analyst',
  summary: 'Plans such a test for so many days before the election.',
  params: ById,
  body: ReachabilityPlanDraft,
  reply: Reachability,
  status: 201,
})

export const withdrawReachability = defineRoute({
  name: 'withdrawReachability',
  method: 'DELETE',
  path: '/api/elections/:id/reachability/plans/:plan',
  access: 'role:operator or analyst',
  summary: 'Takes back a test that was planned and did not go out yet.',
  params: Type.Object({ id: Id, plan: Id }),
  reply: Reachability,
})
