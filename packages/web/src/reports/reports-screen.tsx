import type { Report } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { MoreButton } from '../ui/more-button.tsx'
import { Page } from '../ui/page.tsx'
import { reportsQuery } from './data.ts'
import { ReportPanel } from './report-panel.tsx'

/** What offices, members and parties reported to the own organisation: those that wait first. */
export function ReportsScreen() {
  const query = useInfiniteQuery(reportsQuery)
  return (
    <Page
      title="Reports"
      intro="What election offices reported by the links of your notices, and members and defended parties of mails and links that they had looked at. Each must be answered by its time; after it whoever reported and the operators’ overview see that it is late. Nobody is mailed: they see the answer when they open their page."
      actions={<Link to="/reports/public">Reports of the public</Link>}
    >
      <Loaded query={query} what="the reports">
        {({ pages }) => {
          const reports = pages.flatMap((page) => page.items)
          const byId = new Map(reports.map((one) => [one.id, one]))
          return (
            <div className="stack">
              {reports.length === 0 ? <Empty title="Nobody reported anything so far" /> : null}
              {toOrder(reports).map((report) => (
                <ReportPanel key={report.id} report={report} byId={byId} />
              ))}
              <MoreButton query={query} />
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}

/**
 * Those that wait by their time, then those that are answered, newest first; what is joined stands below what it is joined to, and
 * both wait while one of them does.
 */
function toOrder(reports: readonly Report[]): Report[] {
  const groups = reports
    .filter(({ joinedTo }) => !joinedTo || !reports.some((one) => one.id === joinedTo))
    .map((lead) => [lead, ...reports.filter(({ joinedTo }) => joinedTo === lead.id)])
  const dueBy = (group: readonly Report[]) =>
    group
      .filter(isOpen)
      .map(({ answerBy }) => answerBy)
      .toSorted()[0]
  return [
    ...groups
      .filter((group) => group.some(isOpen))
      .toSorted((a, b) => (dueBy(a)! < dueBy(b)! ? -1 : 1)),
    ...groups.filter((group) => !group.some(isOpen)),
  ].flat()
}

const isOpen = ({ state }: Report) => state !== 'answered'
