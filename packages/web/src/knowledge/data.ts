import {
  changeMapping,
  countMappings,
  draftMappings,
  findTechniques,
  getTechnique,
  listFrameworks,
  listMappingHistory,
  listMappings,
  listTechniqueMappings,
  listTechniques,
  mapTechnique,
  type BodyOf,
  type MappedKind,
} from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

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

export type Mapped = { kind: MappedKind; ref: string }

/** What is mapped of one thing. */
export function mappingsQuery({ kind, ref }: Mapped) {
  return queryOptions({
    queryKey: [...KEY, 'mappings', kind, ref],
    queryFn: ({ signal }) => call(listMappings, { query: { kind, ref }, signal }),
  })
}

export function historyQuery(id: string) {
  return queryOptions({
    queryKey: [...KEY, 'history', id],
    queryFn: ({ signal }) => call(listMappingHistory, { params: { id }, signal }),
  })
}

/** What is mapped to one technique. */
export function mappedQuery(id: string) {
  return queryOptions({
    queryKey: [...KEY, 'mapped', id],
    queryFn: ({ signal }) => call(listTechniqueMappings, { params: { id }, signal }),
  })
}

/** How much is mapped to the techniques of a framework. */
export function countsQuery(id: string) {
  return queryOptions({
    queryKey: [...KEY, 'counts', id],
    queryFn: ({ signal }) => call(countMappings, { params: { id }, signal }),
  })
}

export function useMapTechnique() {
  return useChange(KEY, (body: BodyOf<typeof mapTechnique>) => call(mapTechnique, { body }))
}

export function useChangeMapping() {
  return useChange(KEY, ({ id, ...body }: { id: string } & BodyOf<typeof changeMapping>) =>
    call(changeMapping, { params: { id }, body }),
  )
}

/** Mappings as objects of a release. Steady while it is composed, made anew for the next one: a version is released once. */
export function mappingObjectsQuery(
  mappings: readonly { id: string; version: number }[],
  source: string,
) {
  return queryOptions({
    queryKey: ['technique-objects', source, mappings.map(({ id, version }) => `${id} ${version}`)],
    queryFn: ({ signal }) =>
      call(draftMappings, { body: { ids: mappings.map(({ id }) => id), source }, signal }),
    staleTime: Infinity,
    gcTime: 0,
  })
}
