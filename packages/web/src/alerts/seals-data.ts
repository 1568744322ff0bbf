import { getOpenedSeal, listOpenedSeals } from '@tocsin/api'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

export const openedSealsQuery = infiniteQueryOptions({
  queryKey: ['opened-seals'],
  queryFn: ({ pageParam: after, signal }) =>
    call(listOpenedSeals, { query: after === '' ? {} : { after }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

/** The proof file of what was committed to the log before anybody was told. */
export function fetchOpenedSeal(index: number): Promise<string> {
  return call(getOpenedSeal, { params: { index: String(index) } })
}
