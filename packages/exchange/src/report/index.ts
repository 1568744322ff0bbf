/** What counts a period from a log without an exchange: a way in that loads nothing else. */
export { toPage as toReportPage } from './page.ts'
export { countPeriod, describePlaces } from './period.ts'
