import { getExchange, getSession, requestLink, signIn, signOut } from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../lib/client.ts'

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
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  })
}

/** Leaves no answer of this person in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => call(signOut),
    onSuccess: () => location.assign('/sign-in'),
  })
}
