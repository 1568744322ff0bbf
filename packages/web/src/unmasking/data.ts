import {
  approveUnmasking,
  askUnmasking,
  declineUnmasking,
  listUnmaskings,
  withdrawUnmasking,
  type BodyOf,
  type Unmasking,
} from '@tocsin/api'
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'

/** Asks for masked persons that concern the own member, newest first: of one release, or all that wait. */
export function unmaskingsQuery(of: { releaseId: string } | { state: 'asked' }) {
  return infiniteQueryOptions({
    queryKey: ['unmaskings', of],
    queryFn: ({ pageParam, signal }) =>
      call(listUnmaskings, {
        query: { ...of, limit: 100, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export function useAskUnmasking(id: string) {
  return useChange((body: BodyOf<typeof askUnmasking>) =>
    call(askUnmasking, { params: { id }, body }),
  )
}

/** Decides an ask with words that go on record and that the asker is told. */
export function useDecideUnmasking(id: string) {
  return useChange(({ tell, words }: { tell: boolean; words: string }) =>
    tell
      ? call(approveUnmasking, { params: { id }, body: { basis: words } })
      : call(declineUnmasking, { params: { id }, body: { reason: words } }),
  )
}

/** Takes an own ask back. */
export function useWithdrawAsk(id: string) {
  return useChange<void, Unmasking>(() => call(withdrawUnmasking, { params: { id } }))
}

/** After each act, also one that failed, what is shown is asked for anew: it may be what changed meanwhile. */
function useChange<A, R>(act: (given: A) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: ['unmaskings'] }),
  })
}
