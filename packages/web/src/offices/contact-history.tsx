import type { ContactChange, Jurisdiction } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Loaded } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { pairChanges, type Changed } from './contact-changes.ts'
import { contactChangesQuery } from './data.ts'

const COLUMNS: Column<Changed>[] = [
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
  { key: 'before', head: 'Before', cell: (one) => (one.before ? wordsOf(one.before) : 'nobody') },
]

function doerOf({ by, personName, logIndex }: ContactChange): string {
  if (!by) return 'by whom is not known'
  return `${personName ?? by.name}${logIndex === undefined ? '' : `, log entry ${logIndex}`}`
}

function wordsOf(one: ContactChange): string {
  if (one.erasedAt) return 'erased'
  return [one.title, one.email, one.phone].filter(Boolean).join(', ')
}

/** Who held the roles of an office, since when, and who wrote it down. */
export function ContactHistory(props: { place: Jurisdiction }) {
  const query = useQuery(contactChangesQuery(props.place.id))
  return (
    <Loaded query={query} what="the history of contacts">
      {(data) => (
        <div className="stack">
          <DataTable
            caption={`Changes of contacts of ${props.place.name}`}
            columns={COLUMNS}
            rows={pairChanges(data.items)}
            rowKey={(one) => String(one.id)}
            empty={<p className="soft">No change is on record.</p>}
          />
          {data.more ? (
            <p className="soft small">{data.more} older changes are not shown.</p>
          ) : null}
          {data.unknownBefore ? (
            <p className="soft small">
              Changes before <When at={data.unknownBefore} /> were not kept.
            </p>
          ) : null}
        </div>
      )}
    </Loaded>
  )
}
