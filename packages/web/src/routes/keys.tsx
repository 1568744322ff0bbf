import { Page } from '../components/page.tsx'

export function KeysScreen() {
  return <Page title="Keys" />
}
