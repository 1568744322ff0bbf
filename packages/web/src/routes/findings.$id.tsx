import { Page } from '../components/page.tsx'

export function FindingScreen() {
  return <Page title="Finding" />
}
