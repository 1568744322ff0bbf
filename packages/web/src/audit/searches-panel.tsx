import type { AuditSearch } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { searchesQuery } from './data.ts'
import { describeFilter } from './words.ts'

/** The searches of this auditor, each to be looked at again as it was. */
export function SearchesPanel(props: { onChoose: (search: AuditSearch) => void }) {
  const query = useInfiniteQuery(searchesQuery)
  return (
    <Panel title="Your searches">
      <Loaded query={query} what="your searches">
        {(data) => (
          <DataTable
            caption="Your searches"
            columns={columnsOf(props.onChoose)}
            rows={itemsOf(data, (one) => one.id)}
            rowKey={(one) => one.id}
            isPaged
            empty={<Empty title="You have searched for nothing yet" />}
          />
        )}
      </Loaded>
      <MoreButton query={query} />
    </Panel>
  )
}

function columnsOf(onChoose: (search: AuditSearch) => void): Column<AuditSearch>[] {
  return [
    { key: 'what', head: 'Searched for', cell: (one) => describeFilter(one.filter) },
    { key: 'at', head: 'When', cell: (one) => <When at={one.at} seconds /> },
    { key: 'found', head: 'Found', number: true, cell: (one) => one.found },
    { key: 'log', head: 'Log entry', number: true, cell: (one) => `#${one.logIndex}` },
    {
      key: 'again',
      head: 'Show',
      cell: (one) => (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`Show what the search of entry ${one.logIndex} found`}
          onClick={() => onChoose(one)}
        >
          Show
        </Button>
      ),
    },
  ]
}
