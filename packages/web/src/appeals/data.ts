import {
  answerAppeal,
  bringAppeal,
  listAppeals,
  withdrawAppeal,
  type AppealAnswer,
  type BodyOf,
} from '@tocsin/api'
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'

/** Asked anew each minute: no event tells of appeals. */
export const appealsQuery = infiniteQueryOptions({
  queryKey: ['appeals'],
  queryFn: ({ signal, pageParam }) =>
    call(listAppeals, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
  refetchInterval: 60_000,
})

export function useBringAppeal(releaseId: string) {
  return useAct((body: BodyOf<typeof bringAppeal>) =>
    call(bringAppeal, { params: { id: releaseId }, body }),
  )
}

export function useAnswerAppeal(id: string) {
  return useAct((answer: AppealAnswer) => call(answerAppeal, { params: { id }, body: { answer } }))
}

export function useWithdrawAppeal(id: string) {
  return useAct(() => call(withdrawAppeal, { params: { id } }))
}

/** Also where it was refused: what stands in the way is then shown. */
function useAct<In, Out>(mutationFn: (input: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: ['appeals'] }),
  })
}
