import type { LateReport } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { REPORT_WORDS } from '../words/report-words.ts'
import { lateQuery } from './data.ts'

/** For an operator: offices that wait too long for an answer, and who owes it. */
export function LateReportsPanel() {
  const late = useQuery(lateQuery)
  return (
    <Panel title="Reports not answered in time">
      <p className="soft">
        What they say is for who must answer alone. Call that member: nobody is mailed, and the
        office sees that its answer is late when it opens its page.
      </p>
      <Loaded query={late} what="the late reports">
        {({ items, more }) => (
          <>
            <DataTable
              caption="Reports not answered in time"
              columns={COLUMNS}
              rows={items}
              rowKey={(one) => one.reference}
              order="by"
              empty={<Empty title="No report waits too long" />}
            />
            {more > 0 ? (
              <p className="soft small">
                {countOf(more, 'more report is', 'more reports are')} late; those that wait longest
                are listed.
              </p>
            ) : null}
          </>
        )}
      </Loaded>
    </Panel>
  )
}

const COLUMNS: Column<LateReport>[] = [
  { key: 'reference', head: 'Report', cell: (one) => one.reference },
  { key: 'kind', head: 'Kind', cell: (one) => REPORT_WORDS.en.kinds[one.kind] },
  { key: 'place', head: 'From', cell: (one) => one.place, sort: (one) => one.place },
  { key: 'to', head: 'Must answer', cell: (one) => one.to.name, sort: (one) => one.to.name },
  {
    key: 'by',
    head: 'Was due',
    cell: (one) => <When at={one.answerBy} />,
    sort: (one) => one.answerBy,
  },
]
