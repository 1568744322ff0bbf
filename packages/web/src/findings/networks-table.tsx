import { sureWords, CHOSEN_STATES, type Network } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { traceName } from './activity.ts'
import { describeEarlier, latestEarlier } from './earlier.ts'
import {
  explanationOf,
  STANDING_NAMES,
  STANDING_TONES,
  STATE_NAMES,
  type ChosenState,
  type Wish,
} from './triage.ts'

type Props = {
  networks: Network[]
  analysts: readonly { id: string; name: string }[]
  picked: ReadonlySet<string>
  onPick: (picked: ReadonlySet<string>) => void
  onAct: (network: Network, wish: Wish) => void
  empty: ReactNode
}

/** One row a network, in the order in which the exchange gives them. */
export function NetworksTable(props: Props) {
  return (
    <DataTable
      caption="Findings of your organisation"
      columns={columnsOf(props)}
      rows={props.networks}
      rowKey={(one) => one.id}
      isPaged
      isPicked={(one) => props.picked.has(one.id)}
      empty={props.empty}
    />
  )
}

function columnsOf(props: Props): Column<Network>[] {
  return [
    { key: 'title', head: 'What was pushed', cell: (one) => <Titled one={one} table={props} /> },
    {
      key: 'standing',
      head: 'How it stands',
      cell: (one) => (
        <>
          <Tag tone={STANDING_TONES[one.standing]}>{STANDING_NAMES[one.standing]}</Tag>
          <div className="small">{explanationOf(one)}</div>
          {one.confidence === undefined ? null : (
            <div className="soft small">{sureWords(one.standing, one.confidence)}</div>
          )}
        </>
      ),
    },
    { key: 'state', head: 'State', cell: (one) => <StateField one={one} table={props} /> },
    {
      key: 'assignee',
      head: 'Who has it',
      cell: (one) => <AssigneeField one={one} table={props} />,
    },
    {
      key: 'found',
      head: 'Found',
      cell: (one) => (
        <span className="small breaks">
          {one.fileName ?? 'brought from a file'}
          <br />
          <When at={one.foundAt} />
        </span>
      ),
    },
  ]
}

type Cell = { one: Network; table: Props }

function Titled({ one, table }: Cell) {
  const tick = (isOn: boolean) => {
    const next = new Set(table.picked)
    if (isOn) next.add(one.id)
    else next.delete(one.id)
    table.onPick(next)
  }
  const traces = [...new Set([one.trace, ...one.alsoBy])].map(traceName)
  return (
    <div className="ticked">
      <input
        type="checkbox"
        aria-label={`Tick ${one.headline}`}
        checked={table.picked.has(one.id)}
        onChange={(event) => tick(event.currentTarget.checked)}
      />
      <div>
        <Link to="/findings/$id" params={{ id: one.id }} className="titled">
          {one.headline}
        </Link>
        <div className="soft small">
          By {traces.join(', ')}
          {one.folded > 0 ? ` (${one.folded + 1} findings)` : ''}
        </div>
        {one.note === undefined ? null : <div className="small noted">{one.note}</div>}
        <Before one={one} />
      </div>
    </div>
  )
}

/** What was said of the same network before, where nobody has said anything here since; and that it cannot be read. */
function Before({ one }: { one: Network }) {
  const last = latestEarlier(one)
  return (
    <>
      {one.unread === undefined ? null : (
        <div className="small">Its document cannot be read, so it is not weighed.</div>
      )}
      {last === undefined ? null : (
        <div className="small">
          {describeEarlier(last)}, <When at={last.at} />.
        </div>
      )}
    </>
  )
}

function StateField({ one, table }: Cell) {
  return (
    <>
      <select
        className="bare-select"
        aria-label={`State of ${one.headline}`}
        value={one.chosen}
        onChange={(event) => table.onAct(one, { state: event.currentTarget.value as ChosenState })}
      >
        {CHOSEN_STATES.map((state) => (
          <option key={state} value={state}>
            {STATE_NAMES[state]}
          </option>
        ))}
      </select>
      {one.releases > 0 ? (
        <div className="small">Shared{one.releases > 1 ? ` in ${one.releases} releases` : ''}</div>
      ) : null}
    </>
  )
}

function AssigneeField({ one, table }: Cell) {
  const { analysts } = table
  const { assignee } = one
  const isGone = assignee && !analysts.some(({ id }) => id === assignee.id)
  return (
    <select
      className="bare-select"
      aria-label={`Who has ${one.headline}`}
      value={assignee?.id ?? ''}
      onChange={(event) => table.onAct(one, { assignee: event.currentTarget.value || null })}
    >
      <option value="">Nobody</option>
      {isGone ? <option value={assignee.id}>{assignee.name}</option> : null}
      {analysts.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}
