import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ComingElections } from '../elections/coming.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { NoticeCards } from './notice-card.tsx'
import { Page } from '../ui/page.tsx'
import { noticesQuery } from './data.ts'
import { sessionQuery } from '../session/data.ts'
import { deskOf, whoOf } from '../session/desks.ts'
import { OfficeNoticesScreen } from './office-notices-screen.tsx'

export function NoticesScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  if (deskOf(whoOf(session)) === 'office') return <OfficeNoticesScreen />
  return <AllNotices mayWrite={session.person.roles.includes('analyst')} />
}

function AllNotices(props: { mayWrite: boolean }) {
  const query = useInfiniteQuery(noticesQuery)
  return (
    <Page
      title="Notices"
      intro="Who was told, who understood, who acted, and where nobody has answered."
      actions={
        props.mayWrite ? (
          <Link to="/notices/new" className="button-link">
            Write a notice
          </Link>
        ) : null
      }
    >
      <ComingElections />
      <Loaded query={query} what="notices">
        {(data) => {
          const notices = itemsOf(data, (one) => one.id)
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
