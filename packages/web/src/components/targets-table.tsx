import type { Target } from '@tocsin/api'
import type { ReactNode } from 'react'
import { OFFICE_ROLE_NAMES, STATES } from '../lib/names.ts'
import { DataTable, type Column } from './data-table.tsx'
import { StateMark, When } from './marks.tsx'

const PLACE: Column<Target> = {
  key: 'place',
  head: 'Place',
  cell: (one) => one.place,
  sort: (one) => one.place,
}

const FACTS: Column<Target>[] = [
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
  /** Jurisdiction chosen on the map; choosing a row's place chooses it there. */
  picked?: string | undefined
  onPick?: ((jurisdiction: string) => void) | undefined
}) {
  const { picked, onPick } = props
  const place = onPick ? { ...PLACE, cell: pickCell(picked, onPick) } : PLACE
  return (
    <DataTable
      caption={props.caption}
      columns={[place, ...FACTS]}
      rows={props.targets}
      rowKey={(one) => one.id}
      order="-state"
      isPicked={(one) => one.jurisdiction === picked}
      empty={props.empty}
    />
  )
}

function pickCell(picked: string | undefined, onPick: (jurisdiction: string) => void) {
  return (one: Target) => (
    <button
      type="button"
      className="link"
      aria-pressed={one.jurisdiction === picked}
      onClick={() => onPick(one.jurisdiction)}
    >
      {one.place}
    </button>
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
