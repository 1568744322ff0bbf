import { addElection, changeElection, listElections, type ElectionDraft } from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

export const electionsQuery = queryOptions({
  queryKey: ['elections'],
  queryFn: ({ signal }) => call(listElections, { signal }),
})

/** Adds an election, or with `id` replaces what is on file; charters that hang on it may move. */
export function useKeepElection(id: string | undefined) {
  return useChange(['elections'], (body: ElectionDraft) =>
    id === undefined ? call(addElection, { body }) : call(changeElection, { params: { id }, body }),
  )
}
