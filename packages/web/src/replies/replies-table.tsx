import type { Reply } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { BusyButton } from '../ui/busy-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Download } from '../ui/download.tsx'
import { Empty, Tag } from '../ui/feedback.tsx'
import { fetchAnswerProof } from './data.ts'
import { REPLY_NAMES } from './words.ts'

const WHAT: Column<Reply> = {
  key: 'what',
  head: 'What was said',
  cell: (one) => (
    <>
      {REPLY_NAMES[one.kind]}
      {one.words ? `: ${one.words}` : null}
    </>
  ),
}
const FROM: Column<Reply> = {
  key: 'from',
  head: 'By',
  cell: (one) => (one.own ? 'your organisation' : one.from.name),
}
const DAY: Column<Reply> = { key: 'day', head: 'Day', cell: (one) => one.day }
const TO: Column<Reply> = {
  key: 'to',
  head: 'Addressed to',
  cell: (one) =>
    one.own ? (one.to ?? []).map(({ name }) => name).join(', ') : 'you; whom else is not shown',
}

/** Replies to one release: own ones with what can be done about them, and those addressed to the own organisation. */
export function RepliesTable(props: {
  items: readonly Reply[]
  /** Absent for whoever may not act. */
  onRetract: ((id: string) => void) | undefined
}) {
  const { onRetract } = props
  const act: Column<Reply> = {
    key: 'act',
    head: 'State',
    cell: (one) => (
      <span className="row">
        {one.retractedAt ? <Tag tone="warn">Taken back</Tag> : null}
        {one.own && !one.retractedAt && onRetract ? (
          <ConfirmButton
            label="Take it back"
            name={`Take back: ${REPLY_NAMES[one.kind]}`}
            title="Take this reply back?"
            act="Take it back"
            onAct={() => onRetract(one.id)}
          >
            From then on nobody else is shown it. Whoever has read it has read it.
          </ConfirmButton>
        ) : null}
        {one.answerId ? <Proof answerId={one.answerId} /> : null}
      </span>
    ),
  }
  return (
    <DataTable
      caption="Replies"
      columns={[WHAT, FROM, DAY, TO, act]}
      rows={[...props.items]}
      rowKey={(one) => one.id}
      empty={
        <Empty title="No reply is shown to you">
          What others say to each other of this release is theirs.
        </Empty>
      }
    />
  )
}

function Proof({ answerId }: { answerId: string }) {
  return (
    <Download
      label="Save its proof"
      name={`answer-${answerId}.answer-proof`}
      load={() => fetchAnswerProof(answerId)}
    />
  )
}

/** What holders find wrong in own releases: work that waits for somebody of the own organisation. */
export function WrongTable(props: {
  items: readonly Reply[]
  busy: boolean
  onSettle: ((id: string) => void) | undefined
}) {
  const { onSettle, busy } = props
  const columns: Column<Reply>[] = [
    {
      key: 'title',
      head: 'Release',
      cell: (one) => (
        <Link to="/releases/$id" params={{ id: one.releaseId }}>
          {one.title}
        </Link>
      ),
    },
    { key: 'words', head: 'What is wrong', cell: (one) => one.words ?? '–' },
    FROM,
    DAY,
    {
      key: 'act',
      head: 'Work',
      cell: (one) =>
        onSettle ? (
          <BusyButton
            size="compact-sm"
            variant="default"
            busy={busy}
            onClick={() => onSettle(one.id)}
          >
            Dealt with
          </BusyButton>
        ) : (
          'waits for an analyst'
        ),
    },
  ]
  return (
    <DataTable
      caption="Said to be wrong"
      columns={columns}
      rows={[...props.items]}
      rowKey={(one) => one.id}
      empty={<Empty title="Nothing waits" />}
    />
  )
}
