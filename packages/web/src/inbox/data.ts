import {
  getInbox,
  markAllSeen,
  markSeen,
  type BodyOf,
  type Inbox,
  type ReleaseSummary,
} from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../client.ts'

export const inboxQuery = queryOptions({
  queryKey: ['inbox'],
  queryFn: ({ signal }) => call(getInbox, { signal }),
})

function useMarkSeen() {
  return useInboxChange((body: BodyOf<typeof markSeen>) => call(markSeen, { body }))
}

/** Marks all that is new, however far back, up to the list that was seen. */
export function useMarkAllSeen() {
  return useInboxChange((body: BodyOf<typeof markAllSeen>) => call(markAllSeen, { body }))
}

function useInboxChange<Body>(change: (body: Body) => Promise<Inbox>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
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
