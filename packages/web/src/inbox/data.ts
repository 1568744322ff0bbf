import { getInbox, markSeen, type BodyOf, type ReleaseSummary } from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../client.ts'

export const inboxQuery = queryOptions({
  queryKey: ['inbox'],
  queryFn: ({ signal }) => call(getInbox, { signal }),
})

export function useMarkSeen() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof markSeen>) => call(markSeen, { body }),
    onSuccess: async (inbox) => {
      // An answer asked for before must not take the place of this one.
      await client.cancelQueries({ queryKey: inboxQuery.queryKey })
      client.setQueryData(inboxQuery.queryKey, inbox)
    },
  })
}

/** Keeps, for the person alone, that they looked at a release they received, and again once it is taken back. */
export function useSeen(
  isReceived: boolean,
  { id, recalledAt }: Pick<ReleaseSummary, 'id' | 'recalledAt'>,
): void {
  const { mutate } = useMarkSeen()
  useEffect(() => {
    if (isReceived) mutate({ releases: [id], seen: true })
  }, [isReceived, id, recalledAt, mutate])
}
