import type { ReleaseSummary } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DeskWords } from '../words/desk-words.ts'
import { CORRECTION_WORDS } from '../words/part-words.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Tag } from '../ui/feedback.tsx'
import { INBOX_WORDS } from '../inbox/words.ts'
import { useSpeech } from '../ui/language.tsx'
import { MemberName } from '../members/member-name.tsx'
import { TlpMark, When } from '../ui/marks.tsx'

function columnsOf(
  desk: DeskWords,
  withSender: boolean,
  unseen: ReadonlySet<string> | undefined,
): Column<ReleaseSummary>[] {
  const title: Column<ReleaseSummary> = {
    key: 'title',
    head: desk.release,
    cell: (one) => (
      <>
        <Link to="/releases/$id" params={{ id: one.id }}>
          {unseen?.has(one.id) ? <strong>{one.title}</strong> : one.title}
        </Link>
        {unseen?.has(one.id) ? (
          <>
            {' '}
            <NewTag />
          </>
        ) : null}
      </>
    ),
    sort: (one) => one.title,
  }
  const from: Column<ReleaseSummary> = {
    key: 'from',
    head: desk.from,
    cell: (one) => <MemberName member={one.from} />,
    sort: (one) => one.from.name,
  }
  return withSender ? [title, from, ...factsOf(desk)] : [title, ...factsOf(desk)]
}

function factsOf(desk: DeskWords): Column<ReleaseSummary>[] {
  return [
    {
      key: 'tlp',
      head: desk.marking,
      cell: (one) => <TlpMark tlp={one.terms.tlp} />,
      sort: (one) => one.terms.tlp,
    },
    {
      key: 'group',
      head: desk.group,
      cell: (one) => one.group.name,
      sort: (one) => one.group.name,
    },
    {
      key: 'objects',
      head: desk.objects,
      number: true,
      cell: (one) => one.objectCount,
      sort: (one) => one.objectCount,
    },
    {
      key: 'at',
      head: desk.released,
      cell: (one) => <When at={one.releasedAt} seconds />,
      sort: (one) => one.releasedAt,
    },
    {
      key: 'state',
      head: desk.state,
      cell: (one) => <ReleaseState release={one} />,
      sort: stateOf,
    },
  ]
}

function NewTag() {
  return <Tag tone="new">{INBOX_WORDS[useSpeech().language].isNew}</Tag>
}

function stateOf(one: ReleaseSummary): number {
  return one.awaitsMyAnswer ? 2 : one.recalledAt ? 1 : 0
}

function ReleaseState(props: { release: ReleaseSummary }) {
  const { release } = props
  const { desk, language } = useSpeech()
  const words = CORRECTION_WORDS[language] ?? CORRECTION_WORDS['en']!
  if (release.awaitsMyAnswer) return <Tag tone="bad">{desk.recalledAnswer}</Tag>
  if (release.recalledAt) return <Tag tone="warn">{desk.recalled}</Tag>
  if (release.part?.corrected) return <Tag tone="warn">{words.corrected}</Tag>
  if (release.part?.tellsAgain) return <Tag tone="new">{words.correctsRead}</Tag>
  return <Tag tone="good">{desk.inForce}</Tag>
}

export function ReleasesTable(props: {
  caption: string
  releases: ReleaseSummary[]
  withSender?: boolean
  fresh?: ReadonlySet<string>
  /** Those that the person has not looked at. */
  unseen?: ReadonlySet<string>
  empty: ReactNode
}) {
  const { fresh, withSender = false } = props
  const { desk } = useSpeech()
  return (
    <DataTable
      caption={props.caption}
      columns={columnsOf(desk, withSender, props.unseen)}
      rows={props.releases}
      rowKey={(one) => one.id}
      order="-at"
      isPaged
      {...(fresh ? { isNew: (one: ReleaseSummary) => fresh.has(one.id) } : {})}
      empty={props.empty}
    />
  )
}
