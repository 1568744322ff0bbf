import { Page } from '../components/page.tsx'

export function RefusalsScreen() {
  return <Page title="Refusals" />
}
