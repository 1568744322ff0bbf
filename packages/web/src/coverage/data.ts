import { getCoverage, listNoticeEvents } from '@tocsin/api'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
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

export function noticeEventsQuery(id: string) {
  return queryOptions({
    queryKey: ['notices', 'events', id],
    queryFn: ({ signal }) => call(listNoticeEvents, { params: { id }, signal }),
  })
}
