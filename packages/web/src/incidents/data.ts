import { changeIncident, getIncident, keepIncident, listIncidents, type BodyOf } from '@tocsin/api'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

export const incidentsQuery = (words: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'list', words ?? ''],
    queryFn: ({ signal, pageParam }) =>
      call(listIncidents, {
        query: {
          ...(words === undefined ? {} : { words }),
          ...(pageParam === '' ? {} : { after: pageParam }),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page: { next?: string }) => page.next,
    placeholderData: (before) => before,
  })

/** What was shown before stays until another instant is there. */
export const incidentQuery = (id: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['incidents', 'one', id, at ?? 'now'],
    queryFn: ({ signal }) =>
      call(getIncident, { params: { id }, query: at === undefined ? {} : { at }, signal }),
    placeholderData: keepPreviousData,
  })

export function useKeepIncident(caseId: string) {
  return useChange(['incidents'], (body: BodyOf<typeof keepIncident>) =>
    call(keepIncident, { params: { id: caseId }, body }),
  )
}

export function useChangeIncident(id: string) {
  return useChange(['incidents'], (body: BodyOf<typeof changeIncident>) =>
    call(changeIncident, { params: { id }, body }),
  )
}
