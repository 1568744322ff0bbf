import { answerReport, joinReport, listReports, partReport, type Report } from '@tocsin/api'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

export const reportsQuery = infiniteQueryOptions({
  queryKey: ['reports', 'list'],
  queryFn: ({ pageParam: after, signal }) =>
    call(listReports, { query: after ? { after } : {}, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

/** An answer to a report as it is shown: where one is shown to be answered, it adds to that answer. */
export function useAnswer({ id, state }: Report) {
  const more = state === 'answered' ? { more: true as const } : {}
  return useChange(['reports'], (words: string) =>
    call(answerReport, { params: { id }, body: { words, ...more } }),
  )
}

export function useJoin({ id }: Report) {
  return useChange(['reports'], (to: string) => call(joinReport, { params: { id }, body: { to } }))
}

export function usePart({ id }: Report) {
  return useChange(['reports'], () => call(partReport, { params: { id } }))
}
