import { Page } from '../components/page.tsx'

export function LogScreen() {
  return <Page title="Log" />
}
