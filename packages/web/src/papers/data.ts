import {
  dropPaper,
  getPaper,
  keepPaper,
  listPapers,
  savePaper,
  type BodyOf,
  type Paper,
} from '@tocsin/api'
import { queryOptions, useMutation } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

const LIST = ['papers', 'list']

export const papersQuery = queryOptions({
  queryKey: LIST,
  queryFn: ({ signal }) => call(listPapers, { signal }),
})

/** Fetched anew each time: what is opened is what was saved last. */
export function useOpenPaper() {
  return useMutation({
    mutationFn: (id: string): Promise<Paper> => call(getPaper, { params: { id } }),
  })
}

export function useKeepPaper() {
  return useChange(LIST, (body: BodyOf<typeof keepPaper>) => call(keepPaper, { body }))
}

export function useSavePaper() {
  return useChange(LIST, ({ id, ...body }: BodyOf<typeof savePaper> & { id: string }) =>
    call(savePaper, { params: { id }, body }),
  )
}

export function useDropPaper() {
  return useChange(LIST, (id: string) => call(dropPaper, { params: { id } }))
}
