import { PURPOSE_NAMES, type RegisterMeeting } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Fault, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { registerMeetingsQuery } from './data.ts'
import { Said } from './said.tsx'
import { describeReceivers } from './words.ts'

const COLUMNS: Column<RegisterMeeting>[] = [
  {
    key: 'held',
    head: 'Held',
    cell: (one) => (
      <>
        <Link to="/register/meetings/$id" params={{ id: one.id }}>
          <When at={one.heldAt} />
        </Link>{' '}
        {one.exercise ? <Tag tone="warn">Exercise</Tag> : null}
      </>
    ),
  },
  { key: 'bodies', head: 'Bodies of government', cell: (one) => one.bodies.join(', ') },
  {
    key: 'others',
    head: 'Kinds of the others',
    cell: ({ participants: receivers }) => describeReceivers({ receivers }),
  },
  { key: 'purpose', head: 'Purpose', cell: (one) => PURPOSE_NAMES[one.purpose] },
  {
    key: 'said',
    head: 'What those bodies said, by type',
    cell: (one) => <Said said={one} />,
  },
  {
    key: 'hash',
    head: 'Minutes',
    cell: (one) => (
      <>
        <code className="mono">{one.contentHash}</code>
        <div className="soft small">sealed, log entry {one.logIndex}</div>
      </>
    ),
  },
  {
    key: 'text',
    head: 'Words',
    cell: (one) =>
      one.text === undefined ? (
        <>
          public from <When at={one.textFrom} />
        </>
      ) : (
        <span className="prose">{one.text}</span>
      ),
  },
]

/** Meetings whose minutes are sealed, for anybody; nothing while there are none. */
export function MeetingsPanel() {
  const query = useInfiniteQuery(registerMeetingsQuery)
  const rows = itemsOf(query.data, (one) => one.id)
  if (rows.length === 0) return <Fault error={query.error} />
  return (
    <Panel
      title="Meetings of bodies of government with platforms and campaigns"
      aside="All of them, whatever is searched above"
    >
      <Fault error={query.error} />
      <DataTable
        caption="Meetings in the register"
        columns={COLUMNS}
        rows={rows}
        rowKey={(one) => one.id}
        isPaged
      />
      <MoreButton query={query} />
    </Panel>
  )
}
