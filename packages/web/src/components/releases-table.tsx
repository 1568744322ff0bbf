import type { ReleaseSummary } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DataTable, type Column } from './data-table.tsx'
import { Tag } from './feedback.tsx'
import { MemberName, TlpMark, When } from './marks.tsx'

const TITLE: Column<ReleaseSummary> = {
  key: 'title',
  head: 'Release',
  cell: (one) => (
    <Link to="/releases/$id" params={{ id: one.id }}>
      {one.title}
    </Link>
  ),
  sort: (one) => one.title,
}

const FROM: Column<ReleaseSummary> = {
  key: 'from',
  head: 'From',
  cell: (one) => <MemberName member={one.from} />,
  sort: (one) => one.from.name,
}

const REST: Column<ReleaseSummary>[] = [
  {
    key: 'tlp',
    head: 'Marking',
    cell: (one) => <TlpMark tlp={one.terms.tlp} />,
    sort: (one) => one.terms.tlp,
  },
  { key: 'group', head: 'Group', cell: (one) => one.group.name, sort: (one) => one.group.name },
  {
    key: 'objects',
    head: 'Objects',
    number: true,
    cell: (one) => one.objectCount,
    sort: (one) => one.objectCount,
  },
  {
    key: 'at',
    head: 'Released',
    cell: (one) => <When at={one.releasedAt} seconds />,
    sort: (one) => one.releasedAt,
  },
  { key: 'state', head: 'State', cell: (one) => <ReleaseState release={one} />, sort: stateOf },
]

function stateOf(one: ReleaseSummary): number {
  return one.awaitsMyAnswer ? 2 : one.recalledAt ? 1 : 0
}

function ReleaseState(props: { release: ReleaseSummary }) {
  const { release } = props
  if (release.awaitsMyAnswer) return <Tag tone="bad">Recalled: answer</Tag>
  if (release.recalledAt) return <Tag tone="warn">Recalled</Tag>
  return <Tag tone="good">In force</Tag>
}

export function ReleasesTable(props: {
  caption: string
  releases: ReleaseSummary[]
  withSender?: boolean
  fresh?: ReadonlySet<string>
  empty: ReactNode
}) {
  const { fresh } = props
  return (
    <DataTable
      caption={props.caption}
      columns={props.withSender ? [TITLE, FROM, ...REST] : [TITLE, ...REST]}
      rows={props.releases}
      rowKey={(one) => one.id}
      order="-at"
      {...(fresh ? { isNew: (one: ReleaseSummary) => fresh.has(one.id) } : {})}
      empty={props.empty}
    />
  )
}
