import { getExchange, getSession, requestLink, signIn, signOut } from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { call, isSignedOut } from '../client.ts'
import { dropDrafts } from './drafts.ts'
import { dropWanted, keepWanted } from './wanted.ts'

export const exchangeQuery = queryOptions({
  queryKey: ['exchange'],
  queryFn: ({ signal }) => call(getExchange, { signal }),
  staleTime: 60_000,
})

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call(getSession, { signal }),
  staleTime: Infinity,
})

export function useRequestLink() {
  return useMutation({ mutationFn: (email: string) => call(requestLink, { body: { email } }) })
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (token: string) => call(signIn, { body: { token } }),
    onSuccess: (session) => {
      forgetPerson(client)
      // Somebody else may have used this tab before.
      dropDrafts(sessionStorage, session.person.id)
      client.setQueryData(sessionQuery.queryKey, session)
    },
  })
}

/** Drops every answer that was for the person signed in, so that the next one here sees none of it. */
export function forgetPerson(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== exchangeQuery.queryKey[0] })
}

/** Loads the page anew, which leaves no answer of this person in memory; drafts go too. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => call(signOut),
    onSuccess: () => {
      dropDrafts(sessionStorage)
      dropWanted(localStorage)
      location.assign('/sign-in')
    },
  })
}

/** Lets whoever is signed in onto the desk; of whoever is not it is kept where they wanted to go. Throws the redirect. */
export async function enterDesk(entering: {
  context: { client: QueryClient }
  location: { href: string; pathname: string }
}) {
  const { context, location } = entering
  try {
    return { session: await context.client.ensureQueryData(sessionQuery) }
  } catch (error) {
    if (isSignedOut(error)) {
      // The page of whoever has no account is no page of the desk.
      if (location.pathname === '/') throw redirect({ href: '/', reloadDocument: true })
      keepWanted(localStorage, location.href, Date.now())
      throw redirect({ to: '/sign-in' })
    }
    throw error
  }
}
