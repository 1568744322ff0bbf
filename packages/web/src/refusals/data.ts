import { listRefusals, listRules } from '@tocsin/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

export const refusalsQuery = infiniteQueryOptions({
  queryKey: ['refusals'],
  queryFn: ({ pageParam: after, signal }) =>
    call(listRefusals, { query: { limit: 100, ...(after ? { after } : {}) }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

export const rulesQuery = queryOptions({
  queryKey: ['rules'],
  queryFn: ({ signal }) => call(listRules, { signal }),
})
