import { Page } from '../components/page.tsx'

export function SentScreen() {
  return <Page title="Sent" />
}
