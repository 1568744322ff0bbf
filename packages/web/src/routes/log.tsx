import type { LogLine } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { DataTable, type Column } from '../components/data-table.tsx'
import { Empty, Loaded } from '../components/feedback.tsx'
import { When } from '../components/marks.tsx'
import { MoreButton } from '../components/more-button.tsx'
import { Page, Panel } from '../components/page.tsx'
import { PublicFrame } from '../components/public-frame.tsx'
import { logQuery } from '../data/log.ts'

const COLUMNS: Column<LogLine>[] = [
  {
    key: 'index',
    head: 'Entry',
    number: true,
    cell: (one) => `#${one.index}`,
    sort: (one) => one.index,
  },
  { key: 'at', head: 'When', cell: (one) => <When at={one.at} seconds />, sort: (one) => one.at },
  { key: 'kind', head: 'Kind of act', cell: (one) => one.kind, sort: (one) => one.kind },
  { key: 'leaf', head: 'Leaf hash', cell: (one) => <span className="mono">{one.leaf}</span> },
]

export function LogScreen() {
  const query = useInfiniteQuery(logQuery)
  return (
    <PublicFrame>
      <Page
        title="Public log"
        intro="Every act leaves one line here, in order, for good. A line shows what kind of act and when; what was said stays with those it was for, who hold receipts."
      >
        <Panel
          aside={query.data?.pages[0] ? `${query.data.pages[0].size} entries` : undefined}
          title="Entries"
        >
          <Loaded query={query} what="the log">
            {(data) => (
              <DataTable
                caption="Entries of the log"
                columns={COLUMNS}
                rows={data.pages.flatMap((page) => page.items)}
                rowKey={(one) => String(one.index)}
                order="-index"
                empty={<Empty title="Nothing was done yet" />}
              />
            )}
          </Loaded>
          <MoreButton query={query} />
        </Panel>
      </Page>
    </PublicFrame>
  )
}
