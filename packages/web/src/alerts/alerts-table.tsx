import type { PartyAlert } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Tag } from '../ui/feedback.tsx'
import { HostName } from '../ui/host-name.tsx'
import { When } from '../ui/marks.tsx'
import { ALERT_STATE_NAMES, ALERT_STATE_TONES, techniqueName } from './words.ts'

/** One row a name, surest first until a heading is pressed. */
export function AlertsTable(props: {
  alerts: readonly PartyAlert[]
  caption: string
  /** The party stands in the heading above. */
  isOfOne?: boolean
}) {
  const columns = props.isOfOne ? COLUMNS.filter(({ key }) => key !== 'party') : COLUMNS
  return (
    <DataTable
      caption={props.caption}
      columns={columns}
      rows={props.alerts}
      rowKey={(one) => one.id}
      order="-score"
      isPaged
    />
  )
}

const COLUMNS: Column<PartyAlert>[] = [
  {
    key: 'name',
    head: 'Name',
    cell: (one) => (
      <>
        <Link to="/alerts/$id" params={{ id: one.id }} className="titled">
          <HostName name={one.name} beside={one.target} />
        </Link>
        <div className="small">
          imitates <HostName name={one.target} isShort />
        </div>
      </>
    ),
    sort: (one) => one.name,
  },
  {
    key: 'party',
    head: 'Party',
    cell: (one) => one.party.name,
    sort: (one) => one.party.name,
  },
  {
    key: 'technique',
    head: 'How',
    cell: (one) => techniqueName(one.technique),
    sort: (one) => techniqueName(one.technique),
  },
  {
    key: 'score',
    head: 'Score',
    number: true,
    cell: (one) => one.score,
    sort: (one) => one.score,
  },
  {
    key: 'state',
    head: 'State',
    cell: (one) => <State alert={one} />,
    sort: (one) => ALERT_STATE_NAMES[one.state],
  },
  {
    key: 'seen',
    head: 'First seen',
    cell: (one) => (
      <>
        <When at={one.firstSeen} />
        <div className="soft small">{one.seen === 1 ? 'seen once' : `seen ${one.seen} times`}</div>
      </>
    ),
    sort: (one) => one.firstSeen,
  },
  {
    key: 'share',
    head: 'Others',
    cell: (one) => <Others alert={one} />,
    sort: (one) => (one.mayShare ? '' : (one.othersFrom ?? '~')),
  },
]

function State({ alert }: { alert: PartyAlert }) {
  const { state, toldAt, openedAt, answer } = alert
  return (
    <>
      <Tag tone={ALERT_STATE_TONES[state]}>{ALERT_STATE_NAMES[state]}</Tag>{' '}
      {answer?.wantsHelp ? <Tag tone="warn">asks for help</Tag> : null}
      <div className="soft small">
        <Moment name="handed over" at={toldAt} />
        <Moment name="page opened" at={openedAt} />
        <Moment name="answered" at={answer?.at} />
      </div>
    </>
  )
}

function Moment(props: { name: string; at: string | undefined }) {
  return props.at === undefined ? null : (
    <div>
      {props.name} <When at={props.at} />
    </div>
  )
}

/** Whether others may be told; why is said on the page of the name. */
function Others({ alert }: { alert: PartyAlert }) {
  const { mayShare, answer, state, othersFrom, seal } = alert
  if (mayShare) return 'may be told'
  if (answer?.answer === 'ours' || state === 'set-aside') return 'not told'
  if (othersFrom === undefined) return 'not yet'
  return (
    <span className="small">
      {seal && !seal.opened ? 'sealed; ' : ''}from <When at={othersFrom} />
    </span>
  )
}
