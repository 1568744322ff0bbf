import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ComingElections } from '../elections/coming.tsx'
import { Page } from '../ui/page.tsx'
import { CallList } from './call-list.tsx'

/** The work list over all own open notices. */
export function AllCallsScreen() {
  const search = useSearch({ from: '/desk/calls' })
  const navigate = useNavigate({ from: '/calls' })
  return (
    <Page
      title="Offices to call"
      intro="Of all your open notices: offices that nobody reached or whose time ran out, the most pressing first. Each call goes on record when it begins and when it ends."
      actions={<Link to="/notices">Notices</Link>}
    >
      <ComingElections />
      <CallList
        search={search}
        onSearch={(to) => void navigate({ search: to, replace: true, resetScroll: false })}
      />
    </Page>
  )
}
