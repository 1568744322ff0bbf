import { findTechniques, getTechnique, listFrameworks, listTechniques } from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

const KEY = ['knowledge']

export const frameworksQuery = queryOptions({
  queryKey: [...KEY, 'frameworks'],
  queryFn: ({ signal }) => call(listFrameworks, { signal }),
})

export function techniquesQuery(id: string) {
  return queryOptions({
    queryKey: [...KEY, 'techniques', id],
    queryFn: ({ signal }) => call(listTechniques, { params: { id }, signal }),
  })
}

export function foundQuery(words: string) {
  return queryOptions({
    queryKey: [...KEY, 'found', words],
    queryFn: ({ signal }) => call(findTechniques, { query: { words }, signal }),
  })
}

export function techniqueQuery(id: string) {
  return queryOptions({
    queryKey: [...KEY, 'technique', id],
    queryFn: ({ signal }) => call(getTechnique, { params: { id }, signal }),
  })
}
