import {
  countRegister,
  getRegisterEntry,
  getRegisterMeeting,
  listRegister,
  listRegisterMeetings,
  withholdWords,
  type RegisterEntry,
} from '@tocsin/api'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../client.ts'
import type { RegisterSearch } from './search.ts'

export function registerQuery(search: RegisterSearch) {
  return infiniteQueryOptions({
    queryKey: ['register', 'list', search],
    queryFn: ({ pageParam, signal }) =>
      call(listRegister, {
        query: { ...search, ...(pageParam === '' ? {} : { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export const registerMeetingsQuery = infiniteQueryOptions({
  queryKey: ['register', 'meetings'],
  queryFn: ({ pageParam, signal }) =>
    call(listRegisterMeetings, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

export function registerEntryQuery(id: string) {
  return queryOptions({
    queryKey: ['register', 'one', id],
    queryFn: ({ signal }) => call(getRegisterEntry, { params: { id }, signal }),
  })
}

export function registerMeetingQuery(id: string) {
  return queryOptions({
    queryKey: ['register', 'meeting', id],
    queryFn: ({ signal }) => call(getRegisterMeeting, { params: { id }, signal }),
  })
}

export const registerCountsQuery = queryOptions({
  queryKey: ['register', 'counts'],
  queryFn: ({ signal }) => call(countRegister, { signal }),
})

/** Puts off the day on which the words of an own message become public. */
export function useWithhold({ id, textFrom }: RegisterEntry) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (delay: { until: string; reason: string }) =>
      call(withholdWords, { params: { id }, body: { textFrom, ...delay } }),
    onSuccess: (entry) => {
      client.setQueryData(registerEntryQuery(id).queryKey, entry)
      return client.invalidateQueries({ queryKey: ['register', 'list'] })
    },
    // Somebody else may have put it off meanwhile.
    onError: () => client.invalidateQueries({ queryKey: ['register', 'one', id] }),
  })
}
