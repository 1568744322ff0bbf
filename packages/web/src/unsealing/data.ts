import {
  agreeToUnsealing,
  askUnsealing,
  declineUnsealing,
  listAuditUnsealings,
  listUnsealings,
  openUnsealing,
  withdrawUnsealing,
  type BodyOf,
  type Unsealing,
} from '@tocsin/api'
import { infiniteQueryOptions, useMutation } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

/** What auditors asked that concerns the own member as a key holder or as the sender. */
export const unsealingsQuery = infiniteQueryOptions({
  queryKey: ['unsealings', 'of-member'],
  queryFn: ({ pageParam, signal }) =>
    call(listUnsealings, { query: { limit: 50, ...afterOf(pageParam) }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

/** What this auditor asked about one message. */
export function ownUnsealingsQuery(releaseId: string) {
  return infiniteQueryOptions({
    queryKey: ['unsealings', 'of-auditor', releaseId],
    queryFn: ({ pageParam, signal }) =>
      call(listAuditUnsealings, {
        query: { releaseId, limit: 50, ...afterOf(pageParam) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

function afterOf(pageParam: string): { after?: string } {
  return pageParam === '' ? {} : { after: pageParam }
}

export function useAskUnsealing(releaseId: string) {
  return useChange(['unsealings'], (body: BodyOf<typeof askUnsealing>) =>
    call(askUnsealing, { params: { id: releaseId }, body }),
  )
}

export function useWithdrawUnsealing(id: string) {
  return useChange<void, Unsealing>(['unsealings'], () =>
    call(withdrawUnsealing, { params: { id } }),
  )
}

export function useAnswerUnsealing(id: string) {
  return useChange(['unsealings'], (agrees: boolean) =>
    call(agrees ? agreeToUnsealing : declineUnsealing, { params: { id } }),
  )
}

/** Each look goes on record, so it is an act and no query that a screen repeats. */
export function useOpenUnsealing(id: string) {
  return useMutation({ mutationFn: () => call(openUnsealing, { params: { id } }) })
}
