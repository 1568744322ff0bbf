import { Page } from '../components/page.tsx'

export function VerifyScreen() {
  return <Page title="Verify" />
}
