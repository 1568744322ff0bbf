import type { Counts, Target } from '@tocsin/api'
import { isNextTurn, needsAction } from './coverage.ts'
import { STATE_NAMES, STATES } from '../words/names.ts'
import { When } from '../ui/marks.tsx'
import { groupBy } from '../ui/group-by.ts'

const LISTED = 12

export function CountsLine(props: { counts: Counts }) {
  return (
    <ul className="counts" aria-label="Offices by state">
      {STATES.map((state) => (
        <li key={state}>
          <span className="swatch" data-state={state} aria-hidden="true" />
          <strong>{props.counts[state]}</strong> {STATE_NAMES[state]}
        </li>
      ))}
    </ul>
  )
}

/** The list somebody must work through: nobody answered in time, or nobody can be reached. */
export function PressingList(props: { targets: readonly Target[] }) {
  const rows = needsAction(props.targets)
  const byFault = groupBy(rows, ({ fault = '' }) => fault)
  return (
    <section aria-label="Overdue and unreachable">
      <h3>Overdue and unreachable ({rows.length})</h3>
      {rows.length === 0 ? <p className="soft">Nobody is overdue.</p> : null}
      {[...byFault].map(([fault, targets]) => (
        <PressingGroup key={fault} fault={fault} targets={targets} />
      ))}
    </section>
  )
}

/** What is wrong is said once for all offices it is wrong with. */
function PressingGroup(props: { fault: string; targets: readonly Target[] }) {
  const { fault, targets } = props
  const more = targets.length - LISTED
  return (
    <>
      {fault ? <p className="small fault">{fault}</p> : null}
      <ul className="pressing">
        {targets.slice(0, LISTED).map((target) => (
          <li key={target.id}>
            <span className="swatch" data-state={target.state} aria-hidden="true" />
            <strong>{target.place}</strong> {STATE_NAMES[target.state].toLowerCase()}
            {target.dueAt ? (
              <>
                {isNextTurn(target) ? ', next contact until ' : ', due '}
                <When at={target.dueAt} />
              </>
            ) : null}
          </li>
        ))}
        {more > 0 ? <li className="soft small">and {more} more in the table below</li> : null}
      </ul>
    </>
  )
}
