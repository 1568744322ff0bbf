import { Page } from '../components/page.tsx'

export function NewNoticeScreen() {
  return <Page title="NewNotice" />
}
