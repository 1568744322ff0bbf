import type { PublishedSummary } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PublicFrame } from '../log/public-frame.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { publishedListQuery } from './data.ts'

const COLUMNS: Column<PublishedSummary>[] = [
  {
    key: 'title',
    head: 'Disclosure',
    cell: (one) => (
      <>
        <Link to="/disclosures/$id/$version" params={{ id: one.id, version: String(one.version) }}>
          {one.title}
        </Link>{' '}
        {one.exercise ? <Tag tone="warn">exercise</Tag> : null}
      </>
    ),
  },
  { key: 'members', head: 'By', cell: (one) => one.members.join(', ') },
  { key: 'version', head: 'Version', cell: (one) => one.version, number: true },
  { key: 'at', head: 'Opened', cell: (one) => <When at={one.openedAt} /> },
]

/** What members disclosed together, for anybody. */
export function PublishedListScreen() {
  const query = useInfiniteQuery(publishedListQuery)
  return (
    <PublicFrame>
      {() => (
        <div lang="en">
          <Page
            title="Joint disclosures"
            intro="What organisations of this exchange made public together, each at an instant that they had agreed on. Every version stays at its address."
          >
            <Panel>
              <Loaded query={query} what="disclosures">
                {(data) => (
                  <DataTable
                    caption="Joint disclosures, newest first"
                    columns={COLUMNS}
                    rows={itemsOf(data, (one) => one.id)}
                    rowKey={(one) => one.id}
                    isPaged
                    empty={<Empty title="Nothing opened yet" />}
                  />
                )}
              </Loaded>
              <MoreButton query={query} />
            </Panel>
          </Page>
        </div>
      )}
    </PublicFrame>
  )
}
