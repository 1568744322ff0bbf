import { getBulletin, getFront, listBulletins } from '@tocsin/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

export const bulletinsQuery = infiniteQueryOptions({
  queryKey: ['bulletins', 'list'],
  queryFn: ({ pageParam, signal }) =>
    call(listBulletins, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

export function bulletinQuery(id: string) {
  return queryOptions({
    queryKey: ['bulletins', 'one', id],
    queryFn: ({ signal }) => call(getBulletin, { params: { id }, signal }),
  })
}

/** Whether this exchange takes reports of the public. */
export const frontQuery = queryOptions({
  queryKey: ['exchange', 'front'],
  queryFn: ({ signal }) => call(getFront, { signal }),
  staleTime: 60_000,
})
