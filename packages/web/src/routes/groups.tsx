import { Page } from '../components/page.tsx'

export function GroupsScreen() {
  return <Page title="Groups" />
}
