import type { ApiKey } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { exchangeQuery } from '../session/data.ts'

type Revoke = ((key: ApiKey) => void) | undefined

/** Keys with what they may, until when, and how to stop them. */
export function KeysTable(props: { caption: string; keys: readonly ApiKey[]; onRevoke: Revoke }) {
  // The clock of the exchange, which is virtual in a drill.
  const { data: exchange } = useQuery(exchangeQuery)
  return (
    <DataTable
      caption={props.caption}
      columns={columnsOf(props.onRevoke, exchange?.now)}
      rows={[...props.keys]}
      rowKey={(one) => one.id}
      order="-made"
      empty={<Empty title="No key yet" />}
    />
  )
}

function columnsOf(onRevoke: Revoke, now: string | undefined): Column<ApiKey>[] {
  return [
    { key: 'label', head: 'For', cell: (one) => one.label, sort: (one) => one.label },
    {
      key: 'may',
      head: 'May',
      cell: (one) => (one.canWrite ? 'read and write' : 'read'),
      sort: (one) => Number(one.canWrite),
    },
    {
      key: 'made',
      head: 'Made',
      cell: (one) => <When at={one.createdAt} />,
      sort: (one) => one.createdAt,
    },
    {
      key: 'used',
      head: 'Last used',
      cell: (one) => <When at={one.lastUsedAt} />,
      sort: (one) => one.lastUsedAt,
    },
    {
      key: 'ends',
      head: 'Ends',
      cell: (one) => (one.endsAt ? <When at={one.endsAt} /> : 'when revoked'),
      sort: (one) => one.endsAt ?? '9',
    },
    {
      key: 'act',
      head: 'State',
      cell: (one) => <State one={one} now={now} onRevoke={onRevoke} />,
    },
  ]
}

/** What can be done about a key, or that nothing has to be. */
function State({ one, now, onRevoke }: { one: ApiKey; now: string | undefined; onRevoke: Revoke }) {
  if (one.revokedAt) return <Tag tone="bad">Revoked</Tag>
  if (isOver(one, now)) return <Tag>Ended</Tag>
  if (onRevoke === undefined) return <Tag tone="good">In use</Tag>
  return (
    <ConfirmButton
      label="Revoke"
      name={`Revoke the key for ${one.label}`}
      title="Revoke this key?"
      act="Revoke"
      onAct={() => onRevoke(one)}
    >
      Machines that use the key for {one.label} are refused at once. It cannot be undone; make a new
      key for them instead.
    </ConfirmButton>
  )
}

/** Whether a key has come to its end; where the exchange's clock is not known yet, none has. */
function isOver({ endsAt }: ApiKey, now: string | undefined): boolean {
  return endsAt !== undefined && now !== undefined && endsAt <= now
}
