import type { ContactChange, Jurisdiction } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Loaded } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { When } from '../ui/marks.tsx'
import { reachWords } from '../words/ways.ts'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { pairChanges, type Changed } from './contact-changes.ts'
import { contactChangesQuery } from './data.ts'

function columnsOf(isWhole: boolean): Column<Changed>[] {
  const nothing = isWhole ? 'nobody' : 'in an older change, not shown yet'
  return [
    {
      key: 'at',
      head: 'From, by',
      cell: (one) => (
        <>
          <When at={one.at} />
          <div className="soft small">{doerOf(one)}</div>
        </>
      ),
      sort: (one) => one.at,
    },
    {
      key: 'role',
      head: 'Office',
      cell: (one) =>
        `${OFFICE_ROLE_NAMES[one.role]}, ${one.rank === 0 ? 'primary' : `alternate ${one.rank}`}`,
      sort: (one) => `${one.role} ${one.rank}`,
    },
    { key: 'now', head: 'On file', cell: (one) => wordsOf(one) },
    { key: 'before', head: 'Before', cell: (one) => (one.before ? wordsOf(one.before) : nothing) },
  ]
}

function doerOf({ by, personName, logIndex }: ContactChange): string {
  if (!by) return 'by whom is not known'
  return `${personName ?? by.name}${logIndex === undefined ? '' : `, log entry ${logIndex}`}`
}

function wordsOf(one: ContactChange): string {
  if (one.erasedAt) return 'erased'
  return [one.title, one.email, one.phone, ...reachWords(one)].filter(Boolean).join(', ')
}

/** Who held the roles of an office, since when, and who wrote it down. */
export function ContactHistory(props: { place: Jurisdiction }) {
  const query = useInfiniteQuery(contactChangesQuery(props.place.id))
  return (
    <Loaded query={query} what="the history of contacts">
      {(data) => (
        <div className="stack">
          <DataTable
            caption={`Changes of contacts of ${props.place.name}`}
            columns={columnsOf(!query.hasNextPage)}
            rows={pairChanges(itemsOf(data, (one) => one.id))}
            isPaged
            rowKey={(one) => String(one.id)}
            empty={<p className="soft">No change is on record.</p>}
          />
          <MoreButton query={query} />
          {data.pages[0]?.unknownBefore ? (
            <p className="soft small">
              Changes before <When at={data.pages[0].unknownBefore} /> were not kept.
            </p>
          ) : null}
        </div>
      )}
    </Loaded>
  )
}
