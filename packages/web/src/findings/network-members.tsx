import type { NetworkDocument, FindingMember } from '@tocsin/api'
import { Button } from '@mantine/core'
import type { Touched } from './brush.ts'
import { describeOrder } from './words.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'

type Row = FindingMember & { node: number }

/** The members as a table: all that the picture shows, for keyboard and screen reader. */
export function MembersOfNetwork(props: {
  finding: NetworkDocument
  /** What touches the range of time that was chosen; undefined is all of the time. */
  touched: Touched | undefined
  selected: number | undefined
  onSelect: (node: number | undefined) => void
}) {
  const { finding, selected, touched } = props
  const all = finding.members.map((member, node) => ({ ...member, node }))
  const rows = touched ? all.filter(({ node }) => touched.members.has(node)) : all
  return (
    <>
      <DataTable
        caption="Members of the network"
        columns={columnsOf(selected, props.onSelect)}
        rows={rows}
        rowKey={(row) => String(row.node)}
        order="-degree"
        isPicked={(row) => row.node === selected}
      />
      {touched ? (
        <p className="soft small">
          {rows.length} of {all.length} accounts have a pair or a post that touches the range; what
          is counted of them is counted over all of the time.
        </p>
      ) : null}
      {finding.membersTotal > all.length ? (
        <p className="soft small">
          {all.length} of {finding.membersTotal} accounts are in this document.
        </p>
      ) : null}
    </>
  )
}

function columnsOf(
  selected: number | undefined,
  onSelect: (node: number | undefined) => void,
): Column<Row>[] {
  return [
    {
      key: 'account',
      head: 'Account',
      cell: (row) => <span className="mono">{row.account}</span>,
      sort: (row) => row.account,
    },
    number('score', 'Score', (row) => row.score, 2),
    number('degree', 'Acted with', (row) => row.degree),
    number('matched', 'Posts in step', (row) => row.matched),
    number('posts', 'Posts', (row) => row.posts),
    {
      key: 'order',
      head: 'Order',
      cell: (row) => describeOrder(row),
      sort: (row) => row.lead ?? 0,
    },
    {
      key: 'select',
      head: 'Picture',
      cell: (row) => (
        <Button
          size="compact-xs"
          variant="default"
          aria-pressed={row.node === selected}
          aria-label={`Show ${row.account} in the picture`}
          onClick={() => onSelect(row.node === selected ? undefined : row.node)}
        >
          {row.node === selected ? 'Shown' : 'Show'}
        </Button>
      ),
    },
  ]
}

function number(key: string, head: string, value: (row: Row) => number, digits = 0): Column<Row> {
  return {
    key,
    head,
    number: true,
    cell: (row) => (digits ? value(row).toFixed(digits) : value(row).toLocaleString('en')),
    sort: value,
  }
}
