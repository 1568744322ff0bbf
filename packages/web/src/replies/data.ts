import {
  getAnswerProof,
  listReplies,
  listWrongReplies,
  makeReply,
  markRepliesSeen,
  retractReply,
  REPLIES_SEEN,
  settleReply,
  type BodyOf,
  type Reply,
} from '@tocsin/api'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../client.ts'
import { newsQuery } from '../news/data.ts'

/** No live event tells of replies, so they are asked for anew this often. */
const AGAIN_MS = 60_000

export function repliesQuery(releaseId: string) {
  return queryOptions({
    queryKey: ['replies', 'of', releaseId],
    queryFn: ({ signal }) => call(listReplies, { params: { id: releaseId }, signal }),
    refetchInterval: AGAIN_MS,
  })
}

/** What is said to be wrong in own releases and nobody has dealt with. */
export const wrongQuery = infiniteQueryOptions({
  queryKey: ['replies', 'wrong'],
  queryFn: ({ pageParam, signal }) =>
    call(listWrongReplies, {
      query: { limit: 100, ...(pageParam ? { after: pageParam } : {}) },
      signal,
    }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
  refetchInterval: AGAIN_MS,
})

export function useReply(id: string) {
  return useChange((body: BodyOf<typeof makeReply>) => call(makeReply, { params: { id }, body }))
}

export function useRetract() {
  return useChange((id: string) => call(retractReply, { params: { id } }))
}

export function useSettle() {
  return useChange((id: string) => call(settleReply, { params: { id } }))
}

/** Keeps, for the person alone, that they looked at what was said to their organisation; it is news no more. */
export function useRepliesSeen(items: readonly Reply[] | undefined): void {
  const client = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (replies: string[]) => call(markRepliesSeen, { body: { replies } }),
    onSuccess: () => client.invalidateQueries({ queryKey: newsQuery.queryKey }),
  })
  const told = (items ?? []).filter(({ own }) => !own).map(({ id }) => id)
  const key = told.slice(0, REPLIES_SEEN).join(' ')
  useEffect(() => {
    if (key !== '') mutate(key.split(' '))
  }, [key, mutate])
}

/** The proof of an answer as the text of a file. */
export async function fetchAnswerProof(id: string): Promise<string> {
  return JSON.stringify(await call(getAnswerProof, { params: { id } }))
}

function useChange<A, R>(act: (given: A) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: ['replies'] }),
  })
}
