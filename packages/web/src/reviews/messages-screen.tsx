import type { MessageSummary } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { messagesQuery } from '../messages/data.ts'
import { REVIEW_TYPE_NAMES } from '../messages/words.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { unmaskingsQuery } from '../unmasking/data.ts'
import { WaitingUnmaskings } from '../unmasking/unmaskings-table.tsx'
import { MessageState } from './message-state.tsx'

const COLUMNS: Column<MessageSummary>[] = [
  {
    key: 'title',
    head: 'Title',
    cell: (one) => (
      <Link to="/messages/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
    ),
    sort: (one) => one.title,
  },
  {
    key: 'type',
    head: 'Type',
    cell: (one) => REVIEW_TYPE_NAMES[one.type],
    sort: (one) => REVIEW_TYPE_NAMES[one.type],
  },
  { key: 'group', head: 'Group', cell: (one) => one.group.name, sort: (one) => one.group.name },
  {
    key: 'author',
    head: 'Written by',
    cell: (one) => one.author.name,
    sort: (one) => one.author.name,
  },
  {
    key: 'at',
    head: 'Submitted',
    cell: (one) => <When at={one.submittedAt} />,
    sort: (one) => one.submittedAt,
  },
  {
    key: 'due',
    head: 'Times out',
    cell: (one) => (one.dueAt ? <When at={one.dueAt} /> : '–'),
    sort: (one) => one.dueAt ?? '',
  },
  {
    key: 'state',
    head: 'State',
    cell: (one) => <MessageState state={one.state} />,
    sort: (one) => one.state,
  },
]

/** Messages and lower versions of one's own member that wait for a second person, and those that had one. */
export function MessagesScreen() {
  return (
    <Page
      title="Second review"
      intro="What a body of government would tell platforms and campaigns waits here until another person of it has approved it, and so does a lower version of a release in which words may tell of sources or methods."
    >
      <div className="stack">
        <Panel title="Waiting for review">
          <Waiting />
        </Panel>
        <Panel title="Persons that receivers ask for">
          <Asked />
        </Panel>
        <Panel title="Settled">
          <Settled />
        </Panel>
      </div>
    </Page>
  )
}

/** Asked for by their state, so that none is missed behind pages of settled ones. */
function Waiting() {
  const query = useInfiniteQuery(messagesQuery('submitted'))
  return (
    <>
      <Loaded query={query} what="messages that wait">
        {(data) => (
          <DataTable
            caption="Messages that wait"
            columns={COLUMNS}
            rows={itemsOf(data, (one) => one.id)}
            rowKey={(one) => one.id}
            order="due"
            empty={
              <Empty title="Nothing waits">
                A message is submitted where it is written: share a finding, or anything else, with
                a group that has a platform or campaign. A lower version is submitted where it is
                proposed.
              </Empty>
            }
          />
        )}
      </Loaded>
      <MoreButton query={query} />
    </>
  )
}

/** Receivers that ask for whom a pseudonym in a message of ours stands. */
function Asked() {
  const query = useInfiniteQuery(unmaskingsQuery({ state: 'asked' }))
  const items = itemsOf(query.data, (one) => one.id).filter(({ own }) => !own)
  return (
    <>
      <Loaded query={query} what="asks for masked persons">
        {() => <WaitingUnmaskings items={items} />}
      </Loaded>
      <MoreButton query={query} />
    </>
  )
}

function Settled() {
  const query = useInfiniteQuery(messagesQuery())
  const settled = itemsOf(query.data, (one) => one.id).filter(({ state }) => state !== 'submitted')
  return (
    <>
      <Loaded query={query} what="settled messages">
        {() => (
          <DataTable
            caption="Messages that are settled"
            columns={COLUMNS}
            rows={settled}
            rowKey={(one) => one.id}
            empty={query.hasNextPage ? null : <Empty title="None yet" />}
          />
        )}
      </Loaded>
      <MoreButton query={query} shown={settled.length} />
    </>
  )
}
