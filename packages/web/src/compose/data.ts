import {
  checkComposed,
  composeStix,
  createComposeDraft,
  dropComposeDraft,
  getComposeDraft,
  listComposeDrafts,
  readComposed,
  saveComposeDraft,
  type BodyOf,
  type ComposedItem,
  type Composition,
  type QueryOf,
} from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'

export type ReadRequest = { input: Blob; options: QueryOf<typeof readComposed> }

export function useRead() {
  return useMutation({
    mutationFn: ({ input, options }: ReadRequest) =>
      call(readComposed, { query: options, body: input }),
  })
}

/** What is here already and what stands on lists, for exactly these items. */
export function checkQuery(items: readonly ComposedItem[]) {
  return queryOptions({
    queryKey: ['compose', 'check', items],
    queryFn: ({ signal }) => call(checkComposed, { body: { items: [...items] }, signal }),
    enabled: items.length > 0,
    gcTime: 0,
  })
}

export function useComposeStix() {
  return useMutation({ mutationFn: (body: Composition) => call(composeStix, { body }) })
}

export const draftsQuery = queryOptions({
  queryKey: ['compose', 'drafts'],
  queryFn: ({ signal }) => call(listComposeDrafts, { signal }),
})

export function draftQuery(id: string) {
  return queryOptions({
    queryKey: ['compose', 'draft', id],
    queryFn: ({ signal }) => call(getComposeDraft, { params: { id }, signal }),
    staleTime: 0,
    gcTime: 0,
    // What is being edited is not changed underneath; saving tells whether somebody else was faster.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

export function useCreateDraft() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Composition) => call(createComposeDraft, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: draftsQuery.queryKey }),
  })
}

export function useSaveDraft(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof saveComposeDraft>) =>
      call(saveComposeDraft, { params: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: draftsQuery.queryKey }),
  })
}

export function useDropDraft() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(dropComposeDraft, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: draftsQuery.queryKey }),
  })
}
