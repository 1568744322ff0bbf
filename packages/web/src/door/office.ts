import '../styles/office.css'
import { showCheck } from './check-page.ts'
import { showNotice } from './notice-page.ts'

/**
 * Draws the pages that an office opens with no account. They use no framework: the whole page is a few
 * kilobytes, for an old phone on bad signal.
 */
export async function renderOffice(root: HTMLElement): Promise<void> {
  const token = /^\/n\/([^/]+)/.exec(location.pathname)?.[1]
  await (token ? showNotice(root, decodeURIComponent(token)) : showCheck(root))
}
