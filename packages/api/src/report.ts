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
