import { Page } from '../components/page.tsx'

export function NoticeScreen() {
  return <Page title="Notice" />
}
