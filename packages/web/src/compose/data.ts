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
  type ComposedReading,
  type Composition,
  type QueryOf,
} from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'

type ReadRequest = { input: Blob; options: QueryOf<typeof readComposed> }
export type NamedRequest = ReadRequest & { name: string }
/** An input of which nothing was read, and why: words, or what the exchange answered. */
export type InputFault = { name: string; error: unknown }

export function useRead() {
  return useMutation({
    mutationFn: ({ input, options }: ReadRequest) =>
      call(readComposed, { query: options, body: input }),
  })
}

/** Inputs read one after the other; each is given on as soon as it is read, and what could not be read at all comes back by name. */
export function useReadAll() {
  return useMutation({
    mutationFn: async (asked: {
      inputs: readonly NamedRequest[]
      onRead: (reading: ComposedReading, name: string) => void
    }): Promise<InputFault[]> => {
      const faults: InputFault[] = []
      for (const { name, input, options } of asked.inputs)
        try {
          asked.onRead(await call(readComposed, { query: options, body: input }), name)
        } catch (error) {
          faults.push({ name, error })
        }
      return faults
    },
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
