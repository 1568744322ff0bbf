import type { ReleaseSummary } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DeskWords } from '../words/desk-words.ts'
import { CORRECTION_WORDS, PART_NAMES_IN } from '../words/part-words.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Tag } from '../ui/feedback.tsx'
import { INBOX_WORDS } from '../inbox/words.ts'
import { useSpeech } from '../ui/language.tsx'
import { MemberName } from '../members/member-name.tsx'
import { TlpMark, When } from '../ui/marks.tsx'

function columnsOf(
  desk: DeskWords,
  withSender: boolean,
  unseen: { ids: ReadonlySet<string> | undefined; word: string },
  partNames: (typeof PART_NAMES_IN)[string],
): Column<ReleaseSummary>[] {
  const title: Column<ReleaseSummary> = {
    key: 'title',
    head: desk.release,
    cell: (one) => (
      <>
        <Link to="/releases/$id" params={{ id: one.id }}>
          {unseen.ids?.has(one.id) ? <strong>{one.title}</strong> : one.title}
        </Link>
        {unseen.ids?.has(one.id) ? (
          <>
            {' '}
            <Tag tone="new">{unseen.word}</Tag>
          </>
        ) : null}
        {one.part ? <div className="soft small">{partNames[one.part.kind]}</div> : null}
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
  /** Those that the person has not looked at, or of which not all; and in a word why. */
  unseen?: ReadonlySet<string>
  unseenWord?: string
  empty: ReactNode
}) {
  const { fresh, withSender = false } = props
  const { desk, language } = useSpeech()
  const partNames = PART_NAMES_IN[language] ?? PART_NAMES_IN['en']!
  const unseen = { ids: props.unseen, word: props.unseenWord ?? INBOX_WORDS[language].isNew }
  return (
    <DataTable
      caption={props.caption}
      columns={columnsOf(desk, withSender, unseen, partNames)}
      rows={props.releases}
      rowKey={(one) => one.id}
      order="-at"
      isPaged
      {...(fresh ? { isNew: (one: ReleaseSummary) => fresh.has(one.id) } : {})}
      empty={props.empty}
    />
  )
}
