import type { FoundPerson } from '@tocsin/api'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Tag } from '../ui/feedback.tsx'
import type { statementsOf } from './statements.ts'
import { PERSON_KIND_NAMES, PERSON_MEANS_NAMES, PERSON_STATEMENT_NAMES } from './words.ts'

/** Whom a message may name, and what is stated of each. */
export function PersonsTable(props: {
  found: readonly FoundPerson[]
  stated: ReturnType<typeof statementsOf>
}) {
  const { stated } = props
  const columns: Column<FoundPerson>[] = [
    {
      key: 'shown',
      head: 'Found',
      cell: (one) => <span className="wrapped">{one.shown}</span>,
      sort: (one) => one.shown,
    },
    {
      key: 'kind',
      head: 'As',
      cell: (one) => <As one={one} />,
      sort: (one) => PERSON_KIND_NAMES[one.kind],
    },
    {
      key: 'where',
      head: 'Where',
      cell: (one) => <span className="small wrapped">{placesOf(one)}</span>,
    },
    {
      key: 'stated',
      head: 'Stated',
      cell: (one) => <Stated statement={stated.get(one.key)} />,
      sort: (one) => stated.get(one.key)?.as ?? '',
    },
  ]
  return (
    <DataTable
      caption="Persons whom the message may name"
      columns={columns}
      rows={inOrder(props.found, stated)}
      rowKey={(one) => one.key}
      empty={<Empty title="Nobody was found" />}
    />
  )
}

/** First those nobody has looked at, then the kinds of which there are few: two names are not to be missed behind 2,000 accounts. */
function inOrder(found: readonly FoundPerson[], stated: ReturnType<typeof statementsOf>) {
  const counts = new Map<FoundPerson['kind'], number>()
  for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const rankOf = ({ key, kind }: FoundPerson) =>
    (stated.has(key) ? found.length : 0) + counts.get(kind)!
  return [...found].sort((a, b) => rankOf(a) - rankOf(b))
}

/** The kind, and of a name by what it was found. */
function As({ one: { kind, by } }: { one: FoundPerson }) {
  if (kind !== 'name') return PERSON_KIND_NAMES[kind]
  const means = by.map((one) => PERSON_MEANS_NAMES[one]).join(', ')
  return (
    <>
      {PERSON_KIND_NAMES[kind]} <span className="soft small">({means})</span>
    </>
  )
}

function Stated(props: { statement: { as: string; basis: string } | undefined }) {
  const { statement } = props
  if (!statement) return <Tag tone="bad">Nobody has looked</Tag>
  const name = PERSON_STATEMENT_NAMES[statement.as as keyof typeof PERSON_STATEMENT_NAMES]
  return (
    <>
      {name}
      {statement.basis === '' ? null : <span className="soft small"> ({statement.basis})</span>}
    </>
  )
}

/** The first places of one, without the number of an object's id, and how many there are in all. */
function placesOf({ where, count }: FoundPerson): string {
  const places = where.map((place) => place.replace(/--[0-9a-f-]{36}/, ''))
  return `${[...new Set(places)].join(', ')}${count > 1 ? `; ${count} times` : ''}`
}
