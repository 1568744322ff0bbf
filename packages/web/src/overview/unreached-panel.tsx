import type { Overview } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'

type Row = Overview['unreachedParties'][number]

/** For an operator: defended parties whom no mail about names that imitate them could be delivered to. */
export function UnreachedPanel({ overview }: { overview: Overview }) {
  const { unreachedParties: rows, unreachedPartiesTotal: total } = overview
  if (rows.length === 0) return null
  return (
    <Panel title="Defended parties that no mail reached">
      <p className="soft">
        What was found is for whoever found it and the party alone. Ask that member whether it has
        called the party, whose numbers stand on its page; a working address is entered as a change.
      </p>
      <DataTable
        caption="Defended parties that no mail reached"
        columns={COLUMNS}
        rows={rows}
        rowKey={(one) => `${one.party.id} ${one.finder}`}
        order="-since"
      />
      {total > rows.length ? (
        <p className="soft small">
          The newest {rows.length} of {total} are listed.
        </p>
      ) : null}
    </Panel>
  )
}

const COLUMNS: Column<Row>[] = [
  {
    key: 'party',
    head: 'Party',
    cell: ({ party }) => (
      <Link to="/parties/$id" params={{ id: party.id }}>
        {party.name}
      </Link>
    ),
    sort: ({ party }) => party.name,
  },
  { key: 'finder', head: 'Found by', cell: (one) => one.finder, sort: (one) => one.finder },
  {
    key: 'names',
    head: 'Names',
    number: true,
    cell: (one) => one.names,
    sort: (one) => one.names,
  },
  {
    key: 'since',
    head: 'Mailed',
    cell: (one) => <When at={one.since} />,
    sort: (one) => one.since,
  },
]
