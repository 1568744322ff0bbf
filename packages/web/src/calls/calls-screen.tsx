import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Page } from '../ui/page.tsx'
import { CallList } from './call-list.tsx'

/** The list of whoever calls offices of one notice that did not answer. */
export function CallsScreen() {
  const { id } = useParams({ from: '/desk/notices/$id/calls' })
  const search = useSearch({ from: '/desk/notices/$id/calls' })
  const navigate = useNavigate({ from: '/notices/$id/calls' })
  return (
    <Page
      title="Call sheet"
      intro="Offices of this notice that nobody reached or whose time ran out, the most pressing first. Each call goes on record when it begins and when it ends."
      actions={
        <>
          <Link to="/notices/$id" params={{ id }}>
            The notice
          </Link>
          <Link to="/calls">Offices of all notices</Link>
        </>
      }
    >
      <CallList
        notice={id}
        search={search}
        onSearch={(to) => void navigate({ search: to, replace: true, resetScroll: false })}
      />
    </Page>
  )
}
