import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ComingElections } from '../elections/coming.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { ListFilters } from '../ui/list-filters.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { NoticeCards } from './notice-card.tsx'
import { Page } from '../ui/page.tsx'
import { noticesQuery } from './data.ts'
import { sessionQuery } from '../session/data.ts'
import { deskOf, whoOf } from '../session/desks.ts'
import { ScheduledPanel } from './scheduled-panel.tsx'
import { ViewsBar } from '../views/views-bar.tsx'
import { OfficeNoticesScreen } from './office-notices-screen.tsx'

export function NoticesScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  if (deskOf(whoOf(session)) === 'office') return <OfficeNoticesScreen />
  return <AllNotices mayWrite={session.person.roles.includes('analyst')} />
}

function AllNotices(props: { mayWrite: boolean }) {
  const search = useSearch({ from: '/desk/notices' })
  const navigate = useNavigate({ from: '/notices' })
  const query = useInfiniteQuery(noticesQuery(search))
  const isFiltered = Object.keys(search).length > 0
  return (
    <Page
      title="Notices"
      intro="Who was told, who understood, who acted, and where nobody has answered."
      actions={
        props.mayWrite ? (
          <>
            <Link to="/calls">Offices to call</Link>
            <Link to="/notices/new" className="button-link">
              Write a notice
            </Link>
          </>
        ) : null
      }
    >
      <ComingElections />
      <div className="stack list-head">
        {props.mayWrite ? <ScheduledPanel /> : null}
        <ViewsBar screen="notices" search={search} />
        <ListFilters
          search={search}
          onSearch={(to) => void navigate({ search: to, replace: true, resetScroll: false })}
          label="In a subject or the name of the sender"
          states={{ label: 'State', all: 'Open and closed', open: 'Open', closed: 'Closed' }}
        />
      </div>
      <Loaded query={query} what="notices">
        {(data) => {
          const notices = itemsOf(data, (one) => one.id)
          if (notices.length === 0 && isFiltered)
            return <Empty title="Nothing that these filters leave" />
          return notices.length === 0 ? (
            <Empty title="No notice yet that you may see">
              This screen is live: new ones appear by themselves.
            </Empty>
          ) : (
            <NoticeCards notices={notices} />
          )
        }}
      </Loaded>
      <MoreButton query={query} />
    </Page>
  )
}
