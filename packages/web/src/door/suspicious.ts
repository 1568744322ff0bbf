import '../styles/office.css'
import { showSuspicious } from './suspicious-page.ts'
import type { Way } from './suspicious-report.ts'

/** Draws the page by which somebody has a mail or link looked at, by whichever way they came. */
export function renderSuspicious(root: HTMLElement): void {
  const show = () => showSuspicious(root, wayHere())
  addEventListener('hashchange', show)
  show()
}

/** The secret of a link stands in the fragment, which no server is sent; without one, whoever is signed in asks. */
function wayHere(): Way {
  const token = location.hash.slice(1)
  if (token === '') return { kind: 'signed-in' }
  return { kind: location.pathname.startsWith('/suspicious/party') ? 'party' : 'office', token }
}
