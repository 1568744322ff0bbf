import { search } from '@tocsin/api'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

/** Fewer letters find too much to be of use. */
export const LEAST_LETTERS = 2

/** What the exchange finds; what was found before stays until then. */
export function searchQuery(words: string) {
  return queryOptions({
    queryKey: ['search', words],
    queryFn: ({ signal }) => call(search, { query: { words }, signal }),
    enabled: words.length >= LEAST_LETTERS,
    placeholderData: keepPreviousData,
  })
}
