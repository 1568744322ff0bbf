import type { HeardMails } from '@tocsin/api'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'

type Row = HeardMails['counts'][number]

/** What came back of our mails, and what of it changed nothing. */
export function HeardPanel(props: { heard: HeardMails }) {
  const { listens, counts } = props.heard
  return (
    <Panel title="Mails that came back">
      <p className="soft">
        {listens
          ? 'A mail that the receiving server refuses turns to the next contact at once. No word of a machine counts as told.'
          : 'Not heard: no port for returned mail is set (inbound in the configuration). Only what a server refuses at once is known; a mail it refuses later is not.'}
      </p>
      {listens || counts.length > 0 ? (
        <DataTable
          caption="Mails that came back, by what they were"
          columns={COLUMNS}
          rows={counts}
          rowKey={(one) => one.kind}
          order="-count"
          empty={<Empty title="Nothing came back so far" />}
        />
      ) : null}
    </Panel>
  )
}

const KINDS: Record<Row['kind'], string> = {
  failed: 'Refused for good by the receiving side',
  delayed: 'Delayed; the receiving side tries on',
  delivered: 'Arrived, as a machine says (nobody is told by it)',
  'auto-reply': 'Automatic answers (nobody is told by them)',
  receipt: 'Receipts of mail programs (nobody is told by them)',
  other: 'Other mails, not understood; nothing was changed',
  forged: 'To addresses that this exchange did not make; refused',
  unreadable: 'Not readable as mail; nothing was changed',
  'too-large': 'Too large; refused',
  repeated: 'The same again, or more than are kept of one mail',
  cut: 'Of all these: read to the 40,000th line and no further',
}

const COLUMNS: Column<Row>[] = [
  { key: 'kind', head: 'What came', cell: (one) => KINDS[one.kind] },
  { key: 'count', head: 'How many', cell: (one) => one.count, sort: (one) => one.count },
  {
    key: 'last',
    head: 'Last',
    cell: (one) => <When at={one.lastAt} />,
    sort: (one) => one.lastAt,
  },
]
