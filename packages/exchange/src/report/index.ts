/** What counts a period from a log without an exchange: a way in that loads nothing else until a paper is made. */
import type { PeriodReport } from '@tocsin/api'

export { incidentHeading, incidentLines } from './incident-words.ts'
export { recount } from './recount.ts'
export { isReport } from './is-report.ts'
export { toPage as toReportPage } from './page.ts'
export { countPeriod, describePlaces } from './period.ts'

/** The report as tagged PDF; `made` is the instant that the file says it was made at. */
export async function toReportPdf(
  report: PeriodReport,
  about: { made: Date; exercise: boolean },
): Promise<Uint8Array> {
  const { printReport } = await import('./print.ts')
  return printReport(report, about)
}
