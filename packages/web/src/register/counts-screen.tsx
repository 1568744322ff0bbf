import { MESSAGE_TYPE_NAMES, type RegisterCounts } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PublicFrame } from '../log/public-frame.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { KIND_NAMES } from '../words/names.ts'
import { registerCountsQuery } from './data.ts'
import { type RegisterSearch, searchOfMonth } from './search.ts'

type Month = RegisterCounts['months'][0]
type Sender = RegisterCounts['senders'][0]

/** How many messages government bodies sent, and nothing of what became of them. */
export function CountsScreen() {
  const query = useQuery(registerCountsQuery)
  return (
    <PublicFrame>
      {() => (
        <div lang="en">
          <Page
            title="Counts of the register"
            intro="How many messages there were, by month, type and sender. Nothing of a receiver is counted: what one did with a message is not known here."
            actions={<Link to="/register">Public register</Link>}
          >
            <Loaded query={query} what="the counts">
              {(counts) => <Counts counts={counts} />}
            </Loaded>
          </Page>
        </div>
      )}
    </PublicFrame>
  )
}

function Counts({ counts }: { counts: RegisterCounts }) {
  if (counts.total === 0) return <Empty title="The register has no message yet" />
  return (
    <div className="stack">
      <Panel title="By month" aside={`${counts.total} in all`}>
        <DataTable
          caption="Messages by month and type"
          columns={MONTHS}
          rows={counts.months}
          rowKey={(one) => `${one.month} ${one.type}`}
        />
      </Panel>
      <Panel title="By sender">
        <DataTable
          caption="Messages by sender and type"
          columns={SENDERS}
          rows={counts.senders}
          rowKey={(one) => `${one.sender} ${one.type}`}
        />
      </Panel>
    </div>
  )
}

/** A number that leads to the entries it counts. */
function Counted(props: { count: number; search: RegisterSearch }) {
  return (
    <Link to="/register" search={props.search}>
      {props.count}
    </Link>
  )
}

/** What both tables say of a number of messages of one type; `search` leads to them. */
function columnsOf<T extends Month | Sender>(
  withdrawn: string,
  search: (one: T) => RegisterSearch,
): Column<T>[] {
  return [
    {
      key: 'type',
      head: 'Type',
      cell: (one) => MESSAGE_TYPE_NAMES[one.type],
      sort: (one) => MESSAGE_TYPE_NAMES[one.type],
    },
    {
      key: 'count',
      head: 'Messages',
      cell: (one) => <Counted count={one.count} search={search(one)} />,
      sort: (one) => one.count,
      number: true,
    },
    {
      key: 'withdrawn',
      head: withdrawn,
      cell: (one) => one.withdrawn,
      sort: (one) => one.withdrawn,
      number: true,
    },
  ]
}

const MONTHS: Column<Month>[] = [
  { key: 'month', head: 'Month (UTC)', cell: (one) => one.month, sort: (one) => one.month },
  ...columnsOf<Month>('Taken back by their sender', ({ month, type }) =>
    searchOfMonth(month, type),
  ),
]

const SENDERS: Column<Sender>[] = [
  { key: 'sender', head: 'Sender', cell: (one) => one.sender, sort: (one) => one.sender },
  {
    key: 'kind',
    head: 'Kind',
    cell: (one) => KIND_NAMES[one.senderKind],
    sort: (one) => KIND_NAMES[one.senderKind],
  },
  ...columnsOf<Sender>('Taken back', ({ sender, type }) => ({ senderIs: sender, type })),
]
