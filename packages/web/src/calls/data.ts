import { beginCall, endCall, getCallSheet, type BodyOf } from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

/** Offices of a notice to call; `all` names those that still have time, too. */
export function sheetQuery(noticeId: string, all: boolean) {
  return queryOptions({
    queryKey: ['notices', 'calls', noticeId, all],
    queryFn: ({ signal }) =>
      call(getCallSheet, { params: { id: noticeId }, query: all ? { all: 'true' } : {}, signal }),
    // Who is overdue, and what hour it is there, moves with the clock alone, which tells no screen.
    refetchInterval: 60_000,
  })
}

export function useBeginCall() {
  return useChange(['notices'], (to: { targetId: string; rank: number }) =>
    call(beginCall, { params: { id: to.targetId }, body: { rank: to.rank } }),
  )
}

export function useEndCall(id: string) {
  return useChange(['notices'], (body: BodyOf<typeof endCall>) =>
    call(endCall, { params: { id }, body }),
  )
}
