import { Page } from '../components/page.tsx'

export function ReleaseScreen() {
  return <Page title="Release" />
}
