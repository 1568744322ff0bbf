import { createRoot } from 'react-dom/client'

/** Draws the pages that an office opens with no account. */
export function renderOffice(root: HTMLElement): void {
  createRoot(root).render(<main>…</main>)
}
