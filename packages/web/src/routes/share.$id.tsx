import { Page } from '../components/page.tsx'

export function ShareScreen() {
  return <Page title="Share" />
}
