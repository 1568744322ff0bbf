import type { Counts, Target } from '@tocsin/api'
import { needsAction } from '../lib/coverage.ts'
import { STATE_NAMES, STATES } from '../lib/names.ts'
import { When } from './marks.tsx'

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
  return (
    <section aria-label="Overdue and unreachable">
      <h3>Overdue and unreachable ({rows.length})</h3>
      {rows.length === 0 ? (
        <p className="soft">Nobody is overdue.</p>
      ) : (
        <ul className="pressing">
          {rows.slice(0, LISTED).map((target) => (
            <li key={target.id}>
              <span className="swatch" data-state={target.state} aria-hidden="true" />
              <strong>{target.place}</strong> {STATE_NAMES[target.state].toLowerCase()}
              {target.dueAt ? (
                <>
                  , due <When at={target.dueAt} />
                </>
              ) : null}
              {target.fault ? <div className="small fault">{target.fault}</div> : null}
            </li>
          ))}
        </ul>
      )}
      {rows.length > LISTED ? (
        <p className="soft small">and {rows.length - LISTED} more in the table below</p>
      ) : null}
    </section>
  )
}
