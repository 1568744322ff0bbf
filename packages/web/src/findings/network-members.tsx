import type { NetworkDocument, FindingMember } from '@tocsin/api'
import { Button } from '@mantine/core'
import { describeOrder } from './words.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'

type Row = FindingMember & { node: number }

/** The members as a table: all that the picture shows, for keyboard and screen reader. */
export function MembersOfNetwork(props: {
  finding: NetworkDocument
  selected: number | undefined
  onSelect: (node: number | undefined) => void
}) {
  const { finding, selected } = props
  const rows = finding.members.map((member, node) => ({ ...member, node }))
  const columns: Column<Row>[] = [
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
          onClick={() => props.onSelect(row.node === selected ? undefined : row.node)}
        >
          {row.node === selected ? 'Shown' : 'Show'}
        </Button>
      ),
    },
  ]
  return (
    <>
      <DataTable
        caption="Members of the network"
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.node)}
        order="-degree"
        isPicked={(row) => row.node === selected}
      />
      {finding.membersTotal > rows.length ? (
        <p className="soft small">
          {rows.length} of {finding.membersTotal} accounts are in this document.
        </p>
      ) : null}
    </>
  )
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
