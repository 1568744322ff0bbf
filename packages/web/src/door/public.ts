import '../styles/office.css'
import { showPublic } from './public-page.ts'

/** Draws the page by which anybody reports with no account. */
export function renderPublic(root: HTMLElement): Promise<void> {
  return showPublic(root)
}
