import type { MeetingSummary } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded, Tag } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { meetingsQuery } from './data.ts'
import { STATE_NAMES, WAY_NAMES, whenWords } from './words.ts'

const COLUMNS: Column<MeetingSummary>[] = [
  {
    key: 'title',
    head: 'Meeting',
    cell: (one) => (
      <Link to="/meetings/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
    ),
  },
  {
    key: 'when',
    head: 'When',
    cell: (one) => (
      <>
        {whenWords(one)}
        <div className="soft small">{WAY_NAMES[one.way]}</div>
      </>
    ),
    sort: (one) => one.startsAt,
  },
  { key: 'group', head: 'Group', cell: (one) => one.group.name, sort: (one) => one.group.name },
  {
    key: 'caller',
    head: 'Called by',
    cell: (one) => one.caller.name,
    sort: (one) => one.caller.name,
  },
  {
    key: 'state',
    head: 'State',
    cell: (one) => (
      <Tag tone={one.state === 'open' ? 'new' : 'plain'}>{STATE_NAMES[one.state]}</Tag>
    ),
    sort: (one) => one.state,
  },
]

/** Meetings that one's organisation called or was called to. */
export function MeetingsScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const query = useInfiniteQuery(meetingsQuery)
  const navigate = useNavigate()
  const mayCall = session.person.roles.includes('analyst')
  return (
    <Page
      title="Meetings"
      intro="Who met, who was in the room for whom, what was said by type, and who promised what. Each organisation speaks for itself alone."
      actions={
        mayCall ? (
          <Button onClick={() => void navigate({ to: '/meetings/new' })}>Call a meeting</Button>
        ) : null
      }
    >
      <Panel>
        <Loaded query={query} what="meetings">
          {(data) => (
            <DataTable
              caption="Meetings"
              columns={COLUMNS}
              rows={itemsOf(data, (one) => one.id)}
              rowKey={(one) => one.id}
              empty={
                <Empty title="No meeting yet">
                  Members of a group call each other; you are shown those that your organisation is
                  called to.
                </Empty>
              }
            />
          )}
        </Loaded>
        <MoreButton query={query} />
      </Panel>
    </Page>
  )
}
