import type { DisclosureSummary } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { disclosuresQuery } from './data.ts'
import { STANDING_NAMES } from './words.ts'

const COLUMNS: Column<DisclosureSummary>[] = [
  {
    key: 'title',
    head: 'Disclosure',
    cell: (one) => (
      <Link to="/disclosures/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
    ),
    sort: (one) => one.title,
  },
  { key: 'by', head: 'Proposed by', cell: (one) => one.proposedBy.name },
  {
    key: 'opens',
    head: 'Joint instant',
    cell: (one) => <When at={one.opensAt} />,
    sort: (one) => one.opensAt,
  },
  {
    key: 'standing',
    head: 'You',
    cell: (one) => (
      <Tag tone={one.standing === 'asked' ? 'new' : 'plain'}>
        {one.standing === 'asked' ? 'waits for you' : STANDING_NAMES[one.standing]}
      </Tag>
    ),
    sort: (one) => one.standing,
  },
  {
    key: 'part',
    head: 'Your part',
    cell: (one) => (one.opened ? 'its instant came' : one.handedIn ? 'handed in' : 'not yet'),
  },
]

/** Joint disclosures that one's organisation proposed or was asked to. */
export function DisclosuresScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const query = useInfiniteQuery(disclosuresQuery)
  const navigate = useNavigate()
  return (
    <Page
      title="Joint disclosure"
      intro="Organisations agree on an instant, each hands in its part, and all parts open together. Until then nobody but its owner sees what is in one."
      actions={
        <>
          <Link to="/disclosures/published">What is public</Link>
          {session.person.roles.includes('analyst') ? (
            <Button onClick={() => void navigate({ to: '/disclosures/new' })}>
              Propose a disclosure
            </Button>
          ) : null}
        </>
      }
    >
      <Panel>
        <Loaded query={query} what="disclosures">
          {(data) => (
            <DataTable
              caption="Joint disclosures of your organisation"
              columns={COLUMNS}
              rows={itemsOf(data, (one) => one.id)}
              rowKey={(one) => one.id}
              isPaged
              empty={<Empty title="Nothing was proposed yet" />}
            />
          )}
        </Loaded>
        <MoreButton query={query} />
      </Panel>
    </Page>
  )
}
