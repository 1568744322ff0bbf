import {
  eraseList,
  eraseLookback,
  getLookback,
  keepList,
  listLookbackHits,
  listLookbackMatches,
  setLookback,
  type BodyOf,
  type KeptList,
  type Lookback,
} from '@tocsin/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

const KEY = ['lookback']

export const lookbackQuery = queryOptions({
  queryKey: [...KEY, 'kept'],
  queryFn: ({ signal }) => call(getLookback, { signal }),
})

/** How releases came out against what is kept, newest first; those without a hit too where `of` is `all`. */
export function matchesQuery(of: 'hits' | 'all') {
  return infiniteQueryOptions({
    queryKey: [...KEY, 'matches', of],
    queryFn: ({ pageParam, signal }) =>
      call(listLookbackMatches, {
        query: { of, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

/** The hits of one release; asking for them reads it. */
export function hitsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: [...KEY, 'hits', id],
    queryFn: ({ pageParam, signal }) =>
      call(listLookbackHits, {
        params: { id },
        query: pageParam ? { after: pageParam } : {},
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export type ListToKeep = { file: File; of: 'log' | 'list'; platform: string }

export function useKeepList() {
  return useChange<ListToKeep, KeptList>(KEY, ({ file, of, platform }) =>
    call(keepList, {
      query: { name: file.name.slice(0, 300), of, ...(platform === '' ? {} : { platform }) },
      body: file,
    }),
  )
}

export function useSetLookback() {
  return useChange<BodyOf<typeof setLookback>, Lookback>(KEY, (body) => call(setLookback, { body }))
}

export function useEraseList() {
  return useChange<string, unknown>(KEY, (id) => call(eraseList, { params: { id } }))
}

export function useEraseAll() {
  return useChange<void, unknown>(KEY, () => call(eraseLookback))
}
