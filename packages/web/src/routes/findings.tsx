import { Page } from '../components/page.tsx'

export function FindingsScreen() {
  return <Page title="Findings" />
}
