import { getCoverage, listNoticeEvents } from '@tocsin/api'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

/** Without `at` the state of things now; a past instant never changes. */
export function coverageQuery(id: string, at: string | undefined) {
  return queryOptions({
    queryKey: ['notices', 'coverage', id, at ?? 'now'],
    queryFn: ({ signal }) => call(getCoverage, { params: { id }, query: at ? { at } : {}, signal }),
    placeholderData: keepPreviousData,
    ...(at ? { staleTime: Infinity } : {}),
  })
}

/** What happened to a notice as it was known at `at`, or now; with `place`, to the offices there and above and below it. */
export function noticeEventsQuery(
  id: string,
  { at, place }: { at?: string | undefined; place?: string | undefined },
) {
  const filter = { limit: 200, ...(at ? { at } : {}), ...(place ? { place } : {}) }
  return infiniteQueryOptions({
    queryKey: ['notices', 'events', id, at ?? 'now', place ?? ''],
    queryFn: ({ pageParam: after, signal }) =>
      call(listNoticeEvents, {
        params: { id },
        query: { ...filter, ...(after ? { after } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}
