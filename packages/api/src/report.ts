import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Instant } from './scalars.ts'

/** Places of entries in the log, in order, neighbours together: `[[3, 5], [9, 9]]` is 3 to 5 and 9. */
export const Places = Type.Array(Type.Tuple([Type.Integer(), Type.Integer()]))
export type Places = Static<typeof Places>

/** A number of a report and the entries that it is the number of. */
export const ReportLine = Type.Object({
  kind: Type.String(),
  what: Type.String(),
  count: Type.Integer(),
  entries: Places,
})
export type ReportLine = Static<typeof ReportLine>

/** Minutes that something took at so many offices, with the entries that they lie between. */
export const ReportTimes = Type.Object({
  kind: Type.String(),
  what: Type.String(),
  offices: Type.Integer(),
  /** Half were as fast or faster, nine in ten, all; in minutes. */
  median: Type.Number(),
  most: Type.Number(),
  longest: Type.Number(),
  entries: Places,
})
export type ReportTimes = Static<typeof ReportTimes>

/** What an incident may first stand on record by, and the kinds of entries that it is then. */
export const SIGHTING_KINDS = {
  finding: ['run.ended', 'findings.imported'],
  release: ['release.created'],
  report: ['report.received'],
} as const

/** How far offices came, and the kinds of entries that say so: who says who acts was told. */
export const INCIDENT_STEPS = {
  told: ['notice.told', 'notice.understood', 'notice.acted'],
  understood: ['notice.understood', 'notice.acted'],
  acted: ['notice.acted'],
} as const
export type IncidentStep = keyof typeof INCIDENT_STEPS

/** Notices of one matter. Which entries belong together and how many offices there are the exchange says; all else follows from the entries. */
export const ReportIncident = Type.Object({
  /** The sendings. */
  notices: Places,
  sentAt: Instant,
  /** The earliest entry before them that they rest on; absent where none is on record. When it was seen before that nobody knows. */
  sighting: Type.Optional(
    Type.Object({
      by: Type.Enum(['finding', 'release', 'report']),
      entry: Type.Integer(),
      at: Instant,
    }),
  ),
  offices: Type.Integer({ minimum: 0 }),
  /** A mail was handed over, or the office answered. */
  reached: Type.Object({ offices: Type.Integer({ minimum: 0 }), entries: Places }),
  steps: Type.Array(
    Type.Object({
      step: Type.Enum(['told', 'understood', 'acted']),
      offices: Type.Integer({ minimum: 0 }),
      /** The first of each office. */
      entries: Places,
      /** Minutes from the first sighting to the first office, to half of these, to the last of these; only where one is on record. */
      minutes: Type.Optional(
        Type.Object({ first: Type.Number(), half: Type.Number(), last: Type.Number() }),
      ),
    }),
  ),
})
export type ReportIncident = Static<typeof ReportIncident>

export const PeriodReport = Type.Object({
  /** The period by the times that entries state: from the first instant, before the second. */
  from: Instant,
  to: Instant,
  log: Type.Object({ origin: Type.String(), size: Type.Integer(), root: Type.String() }),
  /**
   * `public log`: counted from the log's public files, which were checked whole. `exchange`: counted by the exchange from
   * what it holds, which nobody else has checked.
   */
  countedFrom: Type.Enum(['public log', 'exchange']),
  entries: Type.Integer(),
  sections: Type.Array(Type.Object({ title: Type.String(), lines: Type.Array(ReportLine) })),
  /** From the sending to what became of it; only the exchange knows it. */
  times: Type.Optional(Type.Array(ReportTimes)),
  /** One for each matter that notices of the period were of, in their order; only the exchange knows which entries belong together. */
  incidents: Type.Optional(Type.Array(ReportIncident)),
})
export type PeriodReport = Static<typeof PeriodReport>

const Period = Type.Object({ from: Instant, to: Instant })

export const getReport = defineRoute({
  name: 'getReport',
  method: 'GET',
  path: '/api/report',
  access: 'role:operator',
  summary: 'What is on record of a period, each number with the entries of the log it comes from.',
  query: Period,
  reply: PeriodReport,
})

export const getReportPage = defineRoute({
  name: 'getReportPage',
  method: 'GET',
  path: '/api/report/page',
  access: 'role:operator',
  summary: 'The same as one HTML page to read and to print, which loads nothing.',
  query: Period,
  reply: Type.Unsafe<string>(Type.String()),
})

/** Replies a PDF. */
export const getReportPdf = defineRoute({
  name: 'getReportPdf',
  method: 'GET',
  path: '/api/report/pdf',
  access: 'role:operator',
  summary: 'The same as a tagged PDF (PDF/UA-1), in English and UTC.',
  query: Period,
  reply: Type.Unsafe<string>(Type.String()),
})
