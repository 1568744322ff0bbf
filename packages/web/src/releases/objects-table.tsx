import { countTypes, stixIdOf, titleOf, typeOf } from './stix-summary.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Tag } from '../ui/feedback.tsx'
import { JsonView } from '../ui/json-view.tsx'

const COLUMNS: Column<unknown>[] = [
  { key: 'type', head: 'Type', cell: typeOf, sort: typeOf },
  { key: 'title', head: 'What it says', cell: titleOf, sort: titleOf },
  {
    key: 'id',
    head: 'STIX id',
    cell: (object) => <span className="mono">{stixIdOf(object)}</span>,
    sort: stixIdOf,
  },
]

/** STIX objects: how many of each type, a table, and the JSON as it travels. */
export function ObjectsTable(props: { objects: readonly unknown[] }) {
  return (
    <div className="stack">
      <p className="row">
        {countTypes(props.objects).map(([type, count]) => (
          <Tag key={type}>
            {count} {type}
          </Tag>
        ))}
      </p>
      <DataTable
        caption="STIX objects"
        columns={COLUMNS}
        rows={props.objects}
        rowKey={stixIdOf}
        empty={<Empty title="No object" />}
      />
      <JsonView label="JSON, as it travels" value={props.objects} />
    </div>
  )
}
