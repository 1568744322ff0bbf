import type { DelayedRelease } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BusyButton } from '../ui/busy-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Tag } from '../ui/feedback.tsx'
import { TlpMark, When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { heldListQuery, useStopHeld, waitOf } from './held-data.ts'

/** Releases that wait, each with its clock, and what became of the last ones; nothing where none was ever held. */
export function HeldPanel() {
  const held = useQuery(heldListQuery)
  const stop = useStopHeld()
  const items = held.data?.items ?? []
  if (items.length === 0) return <Fault error={held.error} />
  const waiting = items.filter(({ state }) => state === 'waiting').length
  return (
    <Panel title="Held before they leave" aside={`${waiting} waiting`}>
      <DataTable
        caption="Held releases"
        columns={columnsOf(stop.isPending, (id) => stop.mutate(id))}
        rows={items}
        rowKey={({ id }) => id}
        empty={<Empty title="None" />}
      />
      <Fault error={stop.error} />
    </Panel>
  )
}

function columnsOf(busy: boolean, onStop: (id: string) => void): Column<DelayedRelease>[] {
  return [
    {
      key: 'title',
      head: 'Release',
      cell: (one) =>
        one.releaseId ? (
          <Link to="/releases/$id" params={{ id: one.releaseId }}>
            {one.title}
          </Link>
        ) : (
          one.title
        ),
    },
    { key: 'tlp', head: 'Marking', cell: (one) => <TlpMark tlp={one.tlp} /> },
    { key: 'by', head: 'Held by', cell: (one) => one.heldBy },
    { key: 'due', head: 'Due', cell: (one) => <When at={one.dueAt} seconds /> },
    { key: 'state', head: 'State', cell: (one) => <State held={one} /> },
    {
      key: 'stop',
      head: 'Stop',
      cell: (one) =>
        one.state === 'waiting' ? (
          <BusyButton
            size="xs"
            color="red"
            variant="outline"
            busy={busy}
            aria-label={`Stop ${one.title}`}
            onClick={() => onStop(one.id)}
          >
            Stop it
          </BusyButton>
        ) : null,
    },
  ]
}

function State({ held }: { held: DelayedRelease }) {
  if (held.state === 'waiting') {
    const { words, isLate, more } = waitOf(held)
    return (
      <>
        <Tag tone={isLate ? 'warn' : 'new'}>{words}</Tag> <span className="small">{more}</span>
      </>
    )
  }
  if (held.state === 'released') return <Tag tone="good">Released</Tag>
  if (held.state === 'stopped')
    return (
      <>
        <Tag>Stopped</Tag> {held.endedBy ? <span className="small">by {held.endedBy}</span> : null}
      </>
    )
  return (
    <>
      <Tag tone="bad">Not released</Tag> <span className="small">{held.fault}</span>
    </>
  )
}
