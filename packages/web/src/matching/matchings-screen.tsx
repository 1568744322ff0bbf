import type { Matching } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { matchingsQuery } from './data.ts'
import { KIND_NAMES, MATCHING_STATE_NAMES } from './words.ts'

const otherOf = (one: Matching) => (one.own === 'asker' ? one.holder : one.asker)

const COLUMNS: Column<Matching>[] = [
  {
    key: 'with',
    head: 'With',
    cell: (one) => (
      <Link to="/matchings/$id" params={{ id: one.id }}>
        {otherOf(one).name}
      </Link>
    ),
    sort: (one) => otherOf(one).name,
  },
  {
    key: 'side',
    head: 'Your organisation',
    cell: (one) => (one.own === 'asker' ? 'asks' : 'is asked'),
    sort: (one) => one.own,
  },
  {
    key: 'kinds',
    head: 'Kinds',
    cell: (one) => one.terms.kinds.map((kind) => KIND_NAMES[kind]).join(', '),
  },
  { key: 'purpose', head: 'Purpose', cell: (one) => one.terms.purpose },
  {
    key: 'until',
    head: 'Until',
    cell: (one) => <When at={one.terms.until} />,
    sort: (one) => one.terms.until,
  },
  {
    key: 'state',
    head: 'State',
    cell: (one) => {
      const waits = one.state === 'proposed' && otherOf(one).id === one.proposedBy.id
      const tone = waits ? 'new' : one.state === 'in-force' ? 'good' : 'plain'
      return <Tag tone={tone}>{waits ? 'waits for you' : MATCHING_STATE_NAMES[one.state]}</Tag>
    },
    sort: (one) => one.state,
  },
]

/** Private matchings of one's organisation. */
export function MatchingsScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const query = useInfiniteQuery(matchingsQuery)
  const navigate = useNavigate()
  const mayPropose = session.person.roles.includes('analyst')
  return (
    <Page
      title="Private matching"
      intro="Two organisations learn which items stand in both their lists; of the others, how large a list is to a power of two, and what the budget leaves to guess. What is found stays with each side’s own command: this page never shows it."
      actions={
        mayPropose ? (
          <Button onClick={() => void navigate({ to: '/matchings/new' })}>
            Propose a matching
          </Button>
        ) : null
      }
    >
      <Panel>
        <Loaded query={query} what="matchings">
          {(data) => (
            <DataTable
              caption="Private matchings of your organisation"
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
