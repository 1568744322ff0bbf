import { PURPOSE_NAMES, type CaseSummary } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { ListFilters } from '../ui/list-filters.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { casesQuery } from './data.ts'
import { ViewsBar } from '../views/views-bar.tsx'
import { STANDING_NAMES, STATE_NAMES } from './words.ts'

const COLUMNS: Column<CaseSummary>[] = [
  {
    key: 'title',
    head: 'Case',
    cell: (one) => (
      <Link to="/cases/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
    ),
  },
  {
    key: 'opened',
    head: 'Opened',
    cell: (one) => (
      <>
        <When at={one.openedAt} />
        <div className="soft small">by {one.openedBy.name}</div>
      </>
    ),
    sort: (one) => one.openedAt,
  },
  {
    key: 'group',
    head: 'Group',
    cell: (one) => (
      <>
        {one.group.name}
        <div className="soft small">{PURPOSE_NAMES[one.purpose]}</div>
      </>
    ),
    sort: (one) => one.group.name,
  },
  {
    key: 'standing',
    head: 'You',
    cell: (one) => (
      <Tag tone={one.standing === 'invited' ? 'new' : 'plain'}>
        {one.leads ? 'lead it' : STANDING_NAMES[one.standing]}
      </Tag>
    ),
    sort: (one) => one.standing,
  },
  {
    key: 'state',
    head: 'State',
    cell: (one) => <Tag>{STATE_NAMES[one.state]}</Tag>,
    sort: (one) => one.state,
  },
]

/** Cases that one's organisation is in or invited to. */
export function CasesScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const search = useSearch({ from: '/desk/cases' })
  const query = useInfiniteQuery(casesQuery(search))
  const navigate = useNavigate()
  const isFiltered = Object.keys(search).length > 0
  return (
    <Page
      title="Cases"
      intro="Members of a group work something together, each for itself. Joining a case opens no release, finding, report, notice or meeting to whoever could not see it before."
      actions={
        session.person.roles.includes('analyst') ? (
          <Button onClick={() => void navigate({ to: '/cases/new' })}>Open a case</Button>
        ) : null
      }
    >
      <Panel>
        <div className="stack list-head">
          <ViewsBar screen="cases" search={search} />
          <ListFilters
            search={search}
            onSearch={(to) =>
              void navigate({ to: '/cases', search: to, replace: true, resetScroll: false })
            }
            label="In a title or the name of the group"
            states={{ label: 'State', all: 'Open and closed', open: 'Open', closed: 'Closed' }}
          />
        </div>
        <Loaded query={query} what="cases">
          {(data) => (
            <DataTable
              caption="Cases"
              columns={COLUMNS}
              rows={itemsOf(data, (one) => one.id)}
              rowKey={(one) => one.id}
              empty={
                isFiltered ? (
                  <Empty title="Nothing that these filters leave" />
                ) : (
                  <Empty title="No case yet">
                    Members of a group invite each other; you are shown those that your organisation
                    is invited to.
                  </Empty>
                )
              }
            />
          )}
        </Loaded>
        <MoreButton query={query} />
      </Panel>
    </Page>
  )
}
