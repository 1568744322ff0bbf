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

export function useAnswer({ id }: Report) {
  return useChange(['reports'], (words: string) =>
    call(answerReport, { params: { id }, body: { words } }),
  )
}

export function useJoin({ id }: Report) {
  return useChange(['reports'], (to: string) => call(joinReport, { params: { id }, body: { to } }))
}

export function usePart({ id }: Report) {
  return useChange(['reports'], () => call(partReport, { params: { id } }))
}
