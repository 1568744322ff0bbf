import type { Target } from '@tocsin/api'
import type { ReactNode } from 'react'
import { OFFICE_ROLE_NAMES, STATES } from '../lib/names.ts'
import { DataTable, type Column } from './data-table.tsx'
import { StateMark, When } from './marks.tsx'

const COLUMNS: Column<Target>[] = [
  { key: 'place', head: 'Place', cell: (one) => one.place, sort: (one) => one.place },
  {
    key: 'role',
    head: 'Office',
    cell: (one) => OFFICE_ROLE_NAMES[one.role],
    sort: (one) => one.role,
  },
  {
    key: 'state',
    head: 'State',
    cell: (one) => <StateMark state={one.state} />,
    sort: (one) => STATES.indexOf(one.state),
  },
  {
    key: 'by',
    head: 'Who acts',
    cell: (one) => one.acknowledgedBy ?? '–',
    sort: (one) => one.acknowledgedBy,
  },
  {
    key: 'at',
    head: 'Answered',
    cell: (one) => <When at={one.acknowledgedAt} />,
    sort: (one) => one.acknowledgedAt,
  },
  { key: 'due', head: 'Due', cell: (one) => <When at={one.dueAt} />, sort: (one) => one.dueAt },
  {
    key: 'contact',
    head: 'Whose turn',
    cell: (one) => <Turn target={one} />,
    sort: (one) => one.attempt,
  },
]

/** The twin of the map: every office with its state, whose turn it is and what went wrong. */
export function TargetsTable(props: {
  targets: readonly Target[]
  caption: string
  empty: ReactNode
}) {
  return (
    <DataTable
      caption={props.caption}
      columns={COLUMNS}
      rows={props.targets}
      rowKey={(one) => one.id}
      order="-state"
      empty={props.empty}
    />
  )
}

function Turn(props: { target: Target }) {
  const { target } = props
  return (
    <>
      {target.contact ?? 'nobody on file'}
      {target.attempt > 1 ? (
        <span className="soft small"> (told {target.attempt} people)</span>
      ) : null}
      {target.fault ? <div className="small fault">{target.fault}</div> : null}
    </>
  )
}
