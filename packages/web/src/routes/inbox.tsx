import { Page } from '../components/page.tsx'

export function InboxScreen() {
  return <Page title="Inbox" />
}
