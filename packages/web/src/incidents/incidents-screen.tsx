import type { Incident } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { REPORT_WORDS } from '../words/report-words.ts'
import { toCalendarDay } from '../words/time.ts'
import { incidentsQuery } from './data.ts'

/** What one's organisation keeps of what happened before. */
export function IncidentsScreen() {
  const { words } = useSearch({ from: '/desk/incidents' })
  const go = useNavigate({ from: '/incidents' })
  const query = useInfiniteQuery(incidentsQuery(words))
  return (
    <Page
      title="Past incidents"
      intro="Closed cases that your organisation keeps: what happened, what was known when, and by what each piece can be replayed or proven. Nobody else reads them."
    >
      <Panel>
        <div className="stack">
          <SearchField
            key={words ?? ''}
            label="In a title or in what happened"
            words={words ?? ''}
            onWords={(wanted) => void go({ search: wanted === '' ? {} : { words: wanted } })}
          />
          <Loaded query={query} what="past incidents">
            {(data) => {
              const incidents = itemsOf(data, (one) => one.id)
              return incidents.length === 0 ? (
                <Empty title={words ? 'None holds these words' : 'None is kept yet'}>
                  An analyst keeps one on the page of a case that is closed.
                </Empty>
              ) : (
                <ul className="plain-list stack">
                  {incidents.map((one) => (
                    <li key={one.id}>
                      <Line one={one} />
                    </li>
                  ))}
                </ul>
              )
            }}
          </Loaded>
          <MoreButton query={query} />
        </div>
      </Panel>
    </Page>
  )
}

function Line({ one }: { one: Incident }) {
  return (
    <>
      <Link to="/incidents/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
      <div className="soft small">
        {toCalendarDay(one.firstDay)} to {toCalendarDay(one.lastDay)}
        {one.kind ? `, ${REPORT_WORDS.en.kinds[one.kind]}` : ''}; said by {one.by}{' '}
        <When at={one.at} />
      </div>
    </>
  )
}
