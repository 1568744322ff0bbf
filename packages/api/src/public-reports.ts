import Type, { type Static } from 'typebox'
import type { ReportKind } from './intake.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Prose, ShortProse } from './scalars.ts'

/** What anybody can see of the running of an election; what happens within an office, offices report themselves. */
export const PUBLIC_REPORT_KINDS = [
  'false-voting-information',
  'impersonation',
  'phishing',
  'threat',
  'doxxing',
  'hoax',
  'equipment',
] as const satisfies readonly ReportKind[]
export type PublicReportKind = (typeof PUBLIC_REPORT_KINDS)[number]

export const PUBLIC_REPORT_STATES = [
  'waiting',
  'escalated',
  'answered',
  'withdrawn',
  'erased',
] as const
export const PUBLIC_REPORT_HOPS = [
  'received',
  'opened',
  'escalated',
  'answered',
  'withdrawn',
  'erased',
] as const

/** One thing that happened to a report, as whoever made it sees it too. */
const Hop = Type.Object({
  at: Instant,
  kind: Type.Enum(PUBLIC_REPORT_HOPS),
  /** What was answered, or why it was erased. */
  words: Type.Optional(Prose),
  logIndex: Type.Integer(),
})

const Facts = {
  reference: Line,
  kind: Type.Enum(PUBLIC_REPORT_KINDS),
  to: MemberRef,
  receivedAt: Instant,
  answerBy: Instant,
  state: Type.Enum(PUBLIC_REPORT_STATES),
  /** Addresses of homes that were struck out before it was kept. */
  struck: Type.Integer(),
  hops: Type.Array(Hop),
}

/** A report as whoever made it sees it by its number and code: none of its words, which they know. */
export const FollowedReport = Type.Object(Facts)
export type FollowedReport = Static<typeof FollowedReport>

/** A report as those who must answer see it: names and addresses of people masked until a person opens it, which is on record. */
export const PublicReport = Type.Object({
  ...Facts,
  id: Id,
  /** Absent once it was withdrawn or erased. */
  where: Type.Optional(Line),
  what: Type.Optional(Prose),
  /** Identifiers of people that are masked in `where` and `what`. */
  masked: Type.Integer(),
})
export type PublicReport = Static<typeof PublicReport>

/** Chosen by whoever reports: with the number it opens the report again. */
const Code = Type.String({ pattern: '^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$' })
const Own = {
  reference: Type.String({ pattern: '^R-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$' }),
  code: Code,
}

export const getPublicForm = defineRoute({
  name: 'getPublicForm',
  method: 'GET',
  path: '/api/public-reports/form',
  access: 'public',
  summary:
    'Whether anybody may report here with no account, to whom, and the work that a report has to show; 404 where the operator has not turned it on.',
  reply: Type.Object({
    to: MemberRef,
    exercise: Type.Boolean(),
    /** A text for one report, for two hours: `SHA-256(challenge:answer)` begins with so many zero bits. */
    challenge: Type.String(),
    bits: Type.Integer(),
  }),
})

export const makePublicReport = defineRoute({
  name: 'makePublicReport',
  method: 'POST',
  path: '/api/public-reports',
  access: 'public',
  summary:
    'Reports an incident with no account. The same challenge again gives the report that was made, and is a `conflict` with other words.',
  body: Type.Object({
    challenge: Type.String({ minLength: 16, maxLength: 400 }),
    answer: Type.String({ minLength: 1, maxLength: 20, pattern: '^\\d+$' }),
    code: Code,
    kind: Type.Enum(PUBLIC_REPORT_KINDS),
    where: Line,
    what: ShortProse,
  }),
  reply: FollowedReport,
  status: 201,
})

export const followPublicReport = defineRoute({
  name: 'followPublicReport',
  method: 'POST',
  path: '/api/public-reports/follow',
  access: 'public',
  summary: 'What became of a report, by its number and code.',
  body: Type.Object(Own),
  reply: FollowedReport,
})

export const withdrawPublicReport = defineRoute({
  name: 'withdrawPublicReport',
  method: 'POST',
  path: '/api/public-reports/withdraw',
  access: 'public',
  summary: 'Takes a report back by its number and code: its words are erased.',
  body: Type.Object(Own),
  reply: FollowedReport,
})

export const listPublicReports = defineRoute({
  name: 'listPublicReports',
  method: 'GET',
  path: '/api/public-reports',
  access: 'role:analyst',
  summary:
    'Reports of the public that the own member must answer, in a list of their own: those that wait first, by their time; people masked.',
  query: PageQuery,
  reply: Type.Object({
    ...pageOf(PublicReport).properties,
    /** All that nobody has answered, and how many of them are late. */
    open: Type.Integer(),
    late: Type.Integer(),
  }),
})

const ById = Type.Object({ id: Id })

export const openPublicReport = defineRoute({
  name: 'openPublicReport',
  method: 'POST',
  path: '/api/public-reports/:id/open',
  access: 'role:analyst',
  summary:
    'The report as it was written, but for addresses of homes; that it was opened is on record.',
  params: ById,
  reply: PublicReport,
})

export const answerPublicReport = defineRoute({
  name: 'answerPublicReport',
  method: 'POST',
  path: '/api/public-reports/:id/answer',
  access: 'role:analyst',
  summary:
    'Answers a report of the public. A `conflict` where it was answered before, unless `more` says that this adds to it.',
  params: ById,
  body: Type.Object({ words: Prose, more: Type.Optional(Type.Literal(true)) }),
  reply: PublicReport,
})

export const erasePublicReport = defineRoute({
  name: 'erasePublicReport',
  method: 'POST',
  path: '/api/public-reports/:id/erase',
  access: 'role:analyst',
  summary: 'Erases the words of a report of the public, for good; that and why stays on record.',
  params: ById,
  body: Type.Object({ reason: Line }),
  reply: PublicReport,
})
