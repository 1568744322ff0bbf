import { dropView, listViews, renameView, saveView, type BodyOf } from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => call(listViews, { signal }),
  staleTime: 60_000,
})

export function useSaveView() {
  return useChange(['views'], (body: BodyOf<typeof saveView>) => call(saveView, { body }))
}

export function useRenameView() {
  return useChange(['views'], ({ id, name }: { id: string; name: string }) =>
    call(renameView, { params: { id }, body: { name } }),
  )
}

export function useDropView() {
  return useChange(['views'], (id: string) => call(dropView, { params: { id } }))
}
