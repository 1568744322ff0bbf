import type { LookbackMatch } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Tag } from '../ui/feedback.tsx'
import { TlpMark, When } from '../ui/marks.tsx'
import { countOf } from '../words/count-of.ts'
import { unsoughtWords } from './words.ts'

const COLUMNS: Column<LookbackMatch>[] = [
  {
    key: 'title',
    head: 'Release',
    cell: (match) => (
      <>
        {match.hits > 0 ? (
          <Link to="/lookback/$id" params={{ id: match.release.id }}>
            {match.release.title}
          </Link>
        ) : (
          match.release.title
        )}
        <div className="soft small">
          {match.release.from.name} <TlpMark tlp={match.release.tlp} />
        </div>
      </>
    ),
    sort: (match) => match.release.title,
  },
  {
    key: 'hits',
    head: 'Hits',
    number: true,
    cell: (match) => (
      <>
        {match.hits.toLocaleString('en')}
        {match.hits > match.standing ? (
          <div>
            <Tag tone="warn">
              {match.standing === 0
                ? 'of what was since withdrawn'
                : `${(match.hits - match.standing).toLocaleString('en')} since withdrawn`}
            </Tag>
          </div>
        ) : null}
      </>
    ),
    sort: (match) => match.hits,
  },
  {
    key: 'where',
    head: 'Where',
    cell: (match) => (
      <>
        {match.lists.map((list) => (
          <div key={list.id}>
            {list.name}: {list.hits.toLocaleString('en')}
          </div>
        ))}
        {match.lines > 0 ? <div className="soft small">{countOf(match.lines, 'line')}</div> : null}
      </>
    ),
  },
  {
    key: 'first',
    head: 'First',
    cell: (match) => (match.first ? <When at={match.first} /> : null),
    sort: (match) => match.first,
  },
  {
    key: 'last',
    head: 'Last',
    cell: (match) => (match.last ? <When at={match.last} /> : null),
    sort: (match) => match.last,
  },
  {
    key: 'sought',
    head: 'Looked for',
    cell: (match) =>
      match.rule === undefined ? (
        <>
          {countOf(match.lookedFor, 'value')}
          {unsoughtWords(match.notLookedFor).map((words) => (
            <div key={words} className="soft small">
              not: {words}
            </div>
          ))}
        </>
      ) : (
        <>
          nothing: a rule keeps it from machines
          <div className="soft small mono">{match.rule}</div>
        </>
      ),
  },
]

/** Releases against what is kept; those whose hits nobody of the organisation has opened are marked. */
export function MatchesTable({ matches }: { matches: readonly LookbackMatch[] }) {
  return (
    <DataTable
      caption="Releases against what you keep"
      columns={COLUMNS}
      rows={matches}
      rowKey={(match) => match.release.id}
      isNew={(match) => match.hits > 0 && !match.isOpened}
      isPaged
      empty={<Empty title="Nothing that you were given hits what you keep" />}
    />
  )
}
