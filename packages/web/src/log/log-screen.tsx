import type { LogLine } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { PublicFrame } from './public-frame.tsx'
import { logQuery } from './data.ts'
import type { PublicWords } from './words.ts'

export function LogScreen() {
  const query = useInfiniteQuery(logQuery)
  const size = query.data?.pages[0]?.size
  return (
    <PublicFrame>
      {(words) => (
        <Page title={words.log} intro={words.logIntro}>
          <Panel title={words.entries} aside={size?.toLocaleString('en')}>
            <Loaded query={query} what={words.log}>
              {(data) => (
                <DataTable
                  caption={words.entriesOfLog}
                  columns={columnsOf(words)}
                  rows={data.pages.flatMap((page) => page.items)}
                  rowKey={(one) => String(one.index)}
                  order="-index"
                  isPaged
                  empty={<Empty title={words.nothing} />}
                />
              )}
            </Loaded>
            <MoreButton query={query} />
          </Panel>
        </Page>
      )}
    </PublicFrame>
  )
}

function columnsOf(words: PublicWords): Column<LogLine>[] {
  return [
    {
      key: 'index',
      head: words.entry,
      number: true,
      cell: (one) => `#${one.index}`,
      sort: (one) => one.index,
    },
    {
      key: 'at',
      head: words.when,
      cell: (one) => <When at={one.at} seconds />,
      sort: (one) => one.at,
    },
    {
      key: 'kind',
      head: words.act,
      cell: (one) => <span title={one.kind}>{words.acts[one.kind] ?? one.kind}</span>,
      sort: (one) => one.kind,
    },
    { key: 'leaf', head: words.leaf, cell: (one) => <span className="mono">{one.leaf}</span> },
  ]
}
