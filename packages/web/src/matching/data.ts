import {
  acceptMatching,
  getMatching,
  listMatchings,
  proposeMatching,
  settleMatching,
  type BodyOf,
} from '@tocsin/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

/** Private matchings of the own member, newest first. */
export const matchingsQuery = infiniteQueryOptions({
  queryKey: ['matchings'],
  queryFn: ({ pageParam, signal }) =>
    call(listMatchings, { query: pageParam ? { after: pageParam } : {}, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

export function matchingQuery(id: string) {
  return queryOptions({
    queryKey: ['matchings', id],
    queryFn: ({ signal }) => call(getMatching, { params: { id }, signal }),
  })
}

export function useProposeMatching() {
  return useChange(['matchings'], (body: BodyOf<typeof proposeMatching>) =>
    call(proposeMatching, { body }),
  )
}

export function useAcceptMatching(id: string) {
  return useChange(['matchings'], (publicKey: string) =>
    call(acceptMatching, { params: { id }, body: { publicKey } }),
  )
}

export function useSettleMatching(id: string) {
  return useChange<void, unknown>(['matchings'], () => call(settleMatching, { params: { id } }))
}
