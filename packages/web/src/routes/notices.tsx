import { Page } from '../components/page.tsx'

export function NoticesScreen() {
  return <Page title="Notices" />
}
