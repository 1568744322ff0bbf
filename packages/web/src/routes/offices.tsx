import { Page } from '../components/page.tsx'

export function OfficesScreen() {
  return <Page title="Offices" />
}
