import {
  exportAudited,
  listAudited,
  listAuditSearches,
  openAuditedMessage,
  searchHeld,
  searchRecord,
  type AuditFilter,
  type BodyOf,
} from '@tocsin/api'
import { infiniteQueryOptions, useMutation } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

export const searchesQuery = infiniteQueryOptions({
  queryKey: ['audit', 'searches'],
  queryFn: ({ pageParam, signal }) =>
    call(listAuditSearches, {
      query: { limit: 20, ...(pageParam === '' ? {} : { after: pageParam }) },
      signal,
    }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

/** What a search found, in the log as it was then, so that it never grows old. */
export function actsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['audit', 'acts', id],
    queryFn: ({ pageParam, signal }) =>
      call(listAudited, {
        params: { id },
        query: pageParam === '' ? {} : { after: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: Infinity,
  })
}

export function useSearch() {
  return useChange(['audit', 'searches'], (filter: AuditFilter) =>
    call(searchRecord, { body: { filter } }),
  )
}

/** Each opening goes on record, so it is an act and no query that a screen repeats. */
export function useOpenMessage() {
  return useMutation({
    mutationFn: (id: string) => call(openAuditedMessage, { params: { id } }),
  })
}

export function useSearchHeld() {
  return useMutation({
    mutationFn: (body: BodyOf<typeof searchHeld>) => call(searchHeld, { body }),
  })
}

export function fetchExport(id: string): Promise<string> {
  return call(exportAudited, { params: { id } })
}
