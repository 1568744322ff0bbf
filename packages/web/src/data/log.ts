import { listLog, listRefusals } from '@tocsin/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../lib/client.ts'

export const logQuery = infiniteQueryOptions({
  queryKey: ['log'],
  queryFn: ({ pageParam, signal }) =>
    call(listLog, {
      query: { limit: 100, ...(pageParam < 0 ? {} : { before: pageParam }) },
      signal,
    }),
  initialPageParam: -1,
  getNextPageParam: (page) => {
    const last = page.items.at(-1)
    return last && last.index > 0 ? last.index : undefined
  },
})

export const refusalsQuery = queryOptions({
  queryKey: ['refusals'],
  queryFn: ({ signal }) => call(listRefusals, { signal }),
})
