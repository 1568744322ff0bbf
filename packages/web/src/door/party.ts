import '../styles/office.css'
import { showParty } from './party-page.ts'

/** Draws the page behind a mail to a defended party: no account and no framework, for a phone first. */
export function renderParty(root: HTMLElement): Promise<void> {
  // Another link opened in the same window changes the fragment alone, which loads nothing anew.
  addEventListener('hashchange', () => void showParty(root, location.hash.slice(1)))
  return showParty(root, location.hash.slice(1))
}
