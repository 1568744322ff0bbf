import { Page } from '../components/page.tsx'

export function DrillScreen() {
  return <Page title="Drill" />
}
