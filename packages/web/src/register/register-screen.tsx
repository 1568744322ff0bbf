import { MESSAGE_TYPE_NAMES, PURPOSE_NAMES, type RegisterEntry } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { PublicFrame } from '../log/public-frame.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { registerQuery } from './data.ts'
import { MeetingsPanel } from './meetings-panel.tsx'
import { SearchForm } from './search-form.tsx'
import { describeReceivers, describeText } from './words.ts'

/** What government bodies said to platforms and campaigns over this exchange, for anybody to search. */
export function RegisterScreen() {
  const search = useSearch({ from: '/register' })
  const navigate = useNavigate()
  const query = useInfiniteQuery(registerQuery(search))
  return (
    <PublicFrame>
      {() => (
        <div lang="en">
          <Page
            title="Public register"
            intro="Each message of a government body that was released to a platform or a campaign over this exchange, and each meeting with them whose minutes are sealed. The register names no receiver."
          >
            <Panel title="Search">
              <SearchForm
                search={search}
                onSearch={(wanted) => void navigate({ to: '/register', search: wanted })}
              />
            </Panel>
            <Panel title="Messages" aside={<Downloads />}>
              <Loaded query={query} what="the register">
                {(data) => (
                  <DataTable
                    caption="Messages in the register"
                    columns={COLUMNS}
                    rows={itemsOf(data, (one) => one.id)}
                    rowKey={(one) => one.id}
                    isPaged
                    empty={<Empty title="No message in the register fits" />}
                  />
                )}
              </Loaded>
              <MoreButton query={query} />
            </Panel>
            <MeetingsPanel />
          </Page>
        </div>
      )}
    </PublicFrame>
  )
}

function Downloads() {
  return (
    <span className="row">
      <Link to="/register/counts">Counts</Link>
      <a href="/api/register/feed">Atom feed</a>
      <a href="/api/register/bulk/jsonl">All as JSONL</a>
      <a href="/api/register/bulk/csv">Messages as CSV</a>
      <a href="/api/register/bulk/meetings-csv">Meetings as CSV</a>
    </span>
  )
}

const COLUMNS: Column<RegisterEntry>[] = [
  {
    key: 'at',
    head: 'Date',
    cell: (one) => (
      <Link to="/register/$id" params={{ id: one.id }}>
        <When at={one.at} />
      </Link>
    ),
  },
  {
    key: 'type',
    head: 'Type',
    cell: (one) => (
      <>
        {MESSAGE_TYPE_NAMES[one.type]} {one.exercise ? <Tag tone="warn">Exercise</Tag> : null}
        {one.withdrawnAt ? <Tag tone="bad">Taken back</Tag> : null}
      </>
    ),
  },
  { key: 'sender', head: 'Sender', cell: (one) => one.sender },
  { key: 'receivers', head: 'Kinds of receiver', cell: describeReceivers },
  { key: 'purpose', head: 'Purpose', cell: (one) => PURPOSE_NAMES[one.purpose] },
  {
    key: 'text',
    head: 'Words',
    cell: (one) => (
      <>
        {describeText(one)} {one.holds.length > 0 ? <Tag tone="warn">Put off</Tag> : null}
      </>
    ),
  },
]
