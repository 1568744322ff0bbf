import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { isSignedOut } from '../client.ts'
import { sessionQuery } from './data.ts'
import { keepWanted } from './wanted.ts'

/** Lets whoever is signed in onto the desk; of whoever is not it is kept where they wanted to go. Throws the redirect. */
export async function enterDesk(entering: {
  context: { client: QueryClient }
  location: { href: string }
}) {
  const { context, location } = entering
  try {
    return { session: await context.client.ensureQueryData(sessionQuery) }
  } catch (error) {
    if (isSignedOut(error)) {
      keepWanted(localStorage, location.href, Date.now())
      throw redirect({ to: '/sign-in' })
    }
    throw error
  }
}
