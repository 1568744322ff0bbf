import Type, { type Static } from 'typebox'
import { OfficeRole } from './jurisdictions.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Prose } from './scalars.ts'

/** What an office, member or party reports. Facts of the process of an election alone: there is no kind for what somebody thinks. */
export const REPORT_KINDS = [
  'false-voting-information',
  'impersonation',
  'phishing',
  'intrusion',
  'hack-and-leak',
  'threat',
  'ddos',
  'ransomware',
  'doxxing',
  'hoax',
  'equipment',
] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

export const REPORT_STATES = ['waiting', 'escalated', 'answered'] as const
export type ReportState = (typeof REPORT_STATES)[number]

/** Evidence as it comes: at most three files of at most 3 MiB. */
/** `content` in base64; no pattern, which an engine may not get to the end of in so long a text. */
const SentFile = Type.Object({
  name: Line,
  content: Type.String({ minLength: 4, maxLength: 4_194_304 }),
})

/**
 * Evidence as it is kept: never opened, shown or run here. `withheld`: it held addresses of homes, named whom a mail was sent to, or was
 * too long to be searched for that, so that only its hash was kept; of a mail the lines above it are kept beside it, without addressees.
 * `unsearched`: a picture or the like, in which nobody can look for addresses.
 */
export const ReportFile = Type.Object({
  id: Id,
  name: Line,
  size: Type.Integer(),
  sha256: Type.String(),
  state: Type.Enum(['kept', 'unsearched', 'withheld']),
})
export type ReportFile = Static<typeof ReportFile>

/** One thing that happened to a report, as its reporter sees it. */
export const ReportHop = Type.Object({
  at: Instant,
  kind: Type.Enum(['received', 'escalated', 'joined', 'parted', 'answered']),
  /** The organisation that did it; absent for the clock and the reporter's own office. */
  by: Type.Optional(Line),
  /** What was answered. */
  words: Type.Optional(Prose),
  logIndex: Type.Integer(),
})
export type ReportHop = Static<typeof ReportHop>

const Facts = {
  id: Id,
  /** To be said on the telephone. */
  reference: Line,
  kind: Type.Enum(REPORT_KINDS),
  where: Line,
  seenAt: Type.Optional(Instant),
  what: Prose,
  /** Addresses of homes that were struck out before it was kept. */
  struck: Type.Integer(),
  files: Type.Array(ReportFile),
  /** Whose it is: the place of an office, or the member or defended party that reported. */
  place: Line,
  /** Of an office. */
  role: Type.Optional(OfficeRole),
  /** Who must answer. */
  to: MemberRef,
  receivedAt: Instant,
  answerBy: Instant,
  state: Type.Enum(REPORT_STATES),
  hops: Type.Array(ReportHop),
}

/** A report as whoever made it sees it. */
export const OwnReport = Type.Object({
  ...Facts,
  /** It is joined to another report of the same thing: an answer to that one from now on answers this one too. */
  joined: Type.Boolean(),
})
export type OwnReport = Static<typeof OwnReport>

/** A report as those who must answer see it. */
export const Report = Type.Object({
  ...Facts,
  /** The report that this one is joined to. */
  joinedTo: Type.Optional(Id),
  /** Reports that may be of the same thing: of the same kind and place on the net, or with the same file, within a week. */
  duplicates: Type.Array(Id),
})
export type Report = Static<typeof Report>

/** What an operator sees of a report that waits too long: nothing of what it says. */
export const LateReport = Type.Object({
  reference: Line,
  kind: Type.Enum(REPORT_KINDS),
  place: Line,
  to: MemberRef,
  receivedAt: Instant,
  answerBy: Instant,
})
export type LateReport = Static<typeof LateReport>

const Link = { token: Type.String({ minLength: 16, maxLength: 100 }) }

export const makeReport = defineRoute({
  name: 'makeReport',
  method: 'POST',
  path: '/api/office-link/reports',
  access: 'public',
  summary:
    'Reports an incident through the link of a notice, to whoever sent that notice. Addresses of homes are struck out before anything is kept.',
  body: Type.Object({
    ...Link,
    /** Chosen by the page for one report: sent again after a lost answer, it makes no second one; with other words it is a `conflict`. */
    key: Type.String({ minLength: 16, maxLength: 100, pattern: '^[\\w-]+$' }),
    kind: Type.Enum(REPORT_KINDS),
    where: Line,
    seenAt: Type.Optional(Instant),
    what: Prose,
    files: Type.Optional(Type.Array(SentFile, { maxItems: 3 })),
  }),
  maxBody: 13 << 20,
  reply: OwnReport,
  status: 201,
})

export const listOwnReports = defineRoute({
  name: 'listOwnReports',
  method: 'POST',
  path: '/api/office-link/reports/list',
  access: 'public',
  summary:
    "The newest hundred reports of the office behind a notice's link, with every hop of each.",
  body: Type.Object(Link),
  reply: Type.Object({
    items: Type.Array(OwnReport),
    /** Older reports of the office beyond those listed. */
    more: Type.Integer(),
    /** To whom a report goes by this link; absent where it takes none, or has nobody who could answer one. */
    to: Type.Optional(MemberRef),
    place: Line,
  }),
})

export const listReports = defineRoute({
  name: 'listReports',
  method: 'GET',
  path: '/api/reports',
  access: 'role:analyst',
  summary: 'Reports that the own member must answer, newest first.',
  query: PageQuery,
  reply: pageOf(Report),
})

export const listLateReports = defineRoute({
  name: 'listLateReports',
  method: 'GET',
  path: '/api/reports/late',
  access: 'role:operator',
  summary:
    'Reports whose time to be answered is over, and who must answer; nothing of what they say.',
  reply: Type.Object({
    items: Type.Array(LateReport),
    /** Late reports beyond those listed, which are the ones that wait longest. */
    more: Type.Integer(),
  }),
})

const ById = Type.Object({ id: Id })

export const answerReport = defineRoute({
  name: 'answerReport',
  method: 'POST',
  path: '/api/reports/:id/answer',
  access: 'role:analyst',
  summary:
    'Answers a report, and those joined to it; the offices read the words by their links. A `conflict` where it was answered before, unless `more` says that this adds to it.',
  params: ById,
  body: Type.Object({ words: Prose, more: Type.Optional(Type.Literal(true)) }),
  reply: Report,
})

export const joinReport = defineRoute({
  name: 'joinReport',
  method: 'POST',
  path: '/api/reports/:id/join',
  access: 'role:analyst',
  summary: 'Joins a report to another of the same thing; nothing of either is lost.',
  params: ById,
  body: Type.Object({ to: Id }),
  reply: Report,
})

export const partReport = defineRoute({
  name: 'partReport',
  method: 'POST',
  path: '/api/reports/:id/part',
  access: 'role:analyst',
  summary: 'Parts a report from the one it was joined to.',
  params: ById,
  reply: Report,
})

export const getReportFile = defineRoute({
  name: 'getReportFile',
  method: 'GET',
  path: '/api/reports/:id/files/:sha256',
  access: 'role:analyst',
  summary: 'The bytes of a piece of evidence, as they came, to be saved; nothing shows them.',
  params: Type.Object({ id: Id, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  reply: Type.Unsafe<string>(Type.String()),
})
