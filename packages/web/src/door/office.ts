import '../styles/office.css'
import { showCheck } from './check-page.ts'
import { showNotice } from './notice-page.ts'

/**
 * Draws the pages that an office opens with no account. They use no framework: the whole page is a few
 * kilobytes, for an old phone on bad signal.
 */
export async function renderOffice(root: HTMLElement): Promise<void> {
  if (/^\/report\/?$/.test(location.pathname)) {
    // Its words and what to do first in three languages are of no use to whoever reads a notice.
    const { showReports } = await import('./report-page.ts')
    addEventListener('hashchange', () => void showReports(root, takeToken()))
    return showReports(root, takeToken())
  }
  if (!/^\/n(\/|$)/.test(location.pathname)) return showCheck(root)
  // Another link opened in the same window changes the fragment alone, which loads nothing anew.
  addEventListener('hashchange', () => void showNotice(root, takeToken()))
  return showNotice(root, takeToken())
}

/** The secret of the link; one in the path, as links once were, moves to where nothing reports it any more. */
function takeToken(): string {
  const old = /^\/n\/([^/]+)/.exec(location.pathname)?.[1]
  if (old) history.replaceState(null, '', `/n#${old}`)
  return location.hash.slice(1)
}
