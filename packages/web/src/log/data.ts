import { getReceipt, listLog } from '@tocsin/api'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

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

/** Fetches the proof file of an act that the own member took part in. */
export function fetchReceipt(index: number): Promise<string> {
  return call(getReceipt, { params: { index } })
}
