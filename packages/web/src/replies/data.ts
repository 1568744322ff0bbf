import {
  getAnswerProof,
  listReplies,
  listWrongReplies,
  makeReply,
  retractReply,
  settleReply,
  type BodyOf,
} from '@tocsin/api'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../client.ts'

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
