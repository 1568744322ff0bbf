import { getRegisterEntry, listRegister, type QueryOf } from '@tocsin/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

export type RegisterSearch = Omit<QueryOf<typeof listRegister>, 'after' | 'limit'>

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

export function registerEntryQuery(id: string) {
  return queryOptions({
    queryKey: ['register', 'one', id],
    queryFn: ({ signal }) => call(getRegisterEntry, { params: { id }, signal }),
  })
}
