import type { NetworkDocument } from '@tocsin/api'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'

type Moment = NonNullable<NetworkDocument['moments']>[number]

const COLUMNS: Column<Moment>[] = [
  { key: 'at', head: 'When', cell: (one) => <When at={one.at} />, sort: (one) => one.at },
  {
    key: 'seconds',
    head: 'Lasted (s)',
    number: true,
    cell: (one) => one.seconds.toLocaleString('en'),
    sort: (one) => one.seconds,
  },
  {
    key: 'accounts',
    head: 'Accounts',
    number: true,
    cell: (one) => one.accounts,
    sort: (one) => one.accounts,
  },
  { key: 'posts', head: 'Posts', number: true, cell: (one) => one.posts, sort: (one) => one.posts },
  {
    key: 'object',
    head: 'On',
    cell: (one) => <span className="mono">{one.object}</span>,
    sort: (one) => one.object,
  },
]

/** The moments at which most members acted on one thing at once. */
export function MomentsTable(props: { finding: NetworkDocument }) {
  const { moments = [], momentsTotal = moments.length } = props.finding
  if (moments.length === 0) return <Empty title="This finding names no moments." />
  return (
    <>
      <DataTable
        caption="Moments in which the accounts acted together"
        columns={COLUMNS}
        rows={moments}
        rowKey={(one) => `${one.at} ${one.object}`}
        order="-accounts"
      />
      {momentsTotal > moments.length ? (
        <p className="soft small">
          The {moments.length} moments of most accounts, of {momentsTotal.toLocaleString('en')}.
        </p>
      ) : null}
    </>
  )
}
