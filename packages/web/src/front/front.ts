import '../styles/front.css'
import { getSession } from '@tocsin/api'
import { call } from '../client.ts'
import { showFront } from './front-page.ts'

/** Draws the page for whoever wants to read it, signed in or not. */
export async function renderAbout(root: HTMLElement): Promise<void> {
  const draw = showFront(root)
  await draw(await isSignedIn())
}

/** Draws the page of whoever has no account; tells whether somebody is signed in instead, who goes to their desk. */
export async function renderFront(root: HTMLElement): Promise<'drawn' | 'signed-in'> {
  const draw = showFront(root)
  if (await isSignedIn()) return 'signed-in'
  await draw(false)
  return 'drawn'
}

/** Whoever cannot be asked for is nobody: the page is for everybody. */
function isSignedIn(): Promise<boolean> {
  return call(getSession).then(
    () => true,
    () => false,
  )
}
