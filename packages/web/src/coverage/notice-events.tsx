import type { NoticeEvent } from '@tocsin/api'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { PUBLIC_WORDS } from '../log/words.ts'

const COLUMNS: Column<NoticeEvent>[] = [
  { key: 'at', head: 'When', cell: (one) => <When at={one.at} seconds />, sort: (one) => one.at },
  { key: 'place', head: 'Place', cell: (one) => one.place, sort: (one) => one.place },
  {
    key: 'kind',
    head: 'What',
    cell: (one) => PUBLIC_WORDS.en.acts[one.kind] ?? 'Act of a newer version',
    sort: (one) => one.kind,
  },
  { key: 'detail', head: 'Detail', cell: (one) => one.detail },
  {
    key: 'log',
    head: 'Log entry',
    number: true,
    cell: (one) => <span className="mono">#{one.logIndex}</span>,
    sort: (one) => one.logIndex,
  },
]

export function keyOfEvent({ logIndex, target, kind }: NoticeEvent): string {
  return `${logIndex} ${target} ${kind}`
}

export function NoticeEvents(props: { events: readonly NoticeEvent[] }) {
  return (
    <DataTable
      caption="Everything that happened to this notice"
      columns={COLUMNS}
      rows={props.events}
      rowKey={keyOfEvent}
      order="-at"
      isPaged
      empty={<Empty title="Nothing has happened yet" />}
    />
  )
}
