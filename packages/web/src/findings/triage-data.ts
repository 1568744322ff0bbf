import {
  getNetwork,
  listEarlierNetworks,
  listNetworks,
  triageNetworks,
  type TriageChange,
} from '@tocsin/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'
import type { TriageSearch } from './triage-search.ts'

export function networksQuery(search: TriageSearch) {
  return infiniteQueryOptions({
    queryKey: ['networks', 'list', search],
    queryFn: ({ pageParam: after, signal }) =>
      call(listNetworks, { query: { ...search, ...(after ? { after } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
}

export function networkCountQuery(search: TriageSearch) {
  return queryOptions({
    queryKey: ['networks', 'count', search],
    queryFn: async ({ signal }) => {
      const { counts } = await call(listNetworks, { query: { ...search, limit: 1 }, signal })
      return counts[search.tab ?? 'open']
    },
    staleTime: 30_000,
  })
}

export function earlierNetworksQuery(id: string) {
  return queryOptions({
    queryKey: ['networks', 'earlier', id],
    queryFn: ({ signal }) => call(listEarlierNetworks, { params: { id }, signal }),
  })
}

export function networkQuery(id: string) {
  return queryOptions({
    queryKey: ['networks', 'one', id],
    queryFn: ({ signal }) => call(getNetwork, { params: { id }, signal }),
  })
}

export function useTriage() {
  return useChange(['networks'], (changes: TriageChange[]) =>
    call(triageNetworks, { body: { changes } }),
  )
}
