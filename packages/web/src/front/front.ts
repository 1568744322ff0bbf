import '../styles/front.css'
import { getSession } from '@tocsin/api'
import { call } from '../client.ts'
import { showFront } from './front-page.ts'

/** Draws the page of whoever has no account; tells whether somebody is signed in instead, who goes to their desk. */
export async function renderFront(root: HTMLElement): Promise<'drawn' | 'signed-in'> {
  const front = showFront(root)
  const isSignedIn = await call(getSession).then(
    () => true,
    () => false,
  )
  if (isSignedIn) return 'signed-in'
  await front()
  return 'drawn'
}
