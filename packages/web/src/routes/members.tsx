import { Page } from '../components/page.tsx'

export function MembersScreen() {
  return <Page title="Members" />
}
