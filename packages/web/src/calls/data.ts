import {
  beginCall,
  endCall,
  exportCalls,
  listCalls,
  mailAgain,
  type BodyOf,
  type CallFilter,
} from '@tocsin/api'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call, callForFile } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

/** Offices to call, of one notice or of all own open ones. */
export function callsQuery(filter: CallFilter) {
  return queryOptions({
    queryKey: ['notices', 'calls', filter],
    // With when it was heard: of a list that stands while the next is fetched, the query does not know.
    queryFn: async ({ signal }) => {
      const sheet = await call(listCalls, { query: filter, signal })
      return { ...sheet, heardAt: Date.now() }
    },
    placeholderData: keepPreviousData,
    // Who is overdue, and what hour it is there, moves with the clock alone, which tells no screen.
    refetchInterval: 60_000,
  })
}

/** The same list as a file, its bytes as they came. */
export async function fetchCalls(
  filter: CallFilter,
  format: 'csv' | 'pdf',
): Promise<{ name: string; blob: Blob }> {
  const { blob, headers } = await callForFile(exportCalls, { query: { ...filter, format } })
  const named = /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')
  return { name: named?.[1] ?? `calls.${format}`, blob }
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

export function useMailAgain(targetId: string) {
  return useChange(['notices'], (contact: string) =>
    call(mailAgain, { params: { id: targetId }, body: { contact } }),
  )
}
