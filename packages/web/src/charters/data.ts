import {
  adoptCharter,
  checkCharter,
  getCharter,
  getCharterVersion,
  proposeCharter,
  refuseCharter,
  type BodyOf,
  type CharterDraft,
} from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'
import { groupsQuery } from '../groups/data.ts'

export const charterQuery = (id: string) =>
  queryOptions({
    queryKey: ['charters', id],
    queryFn: ({ signal }) => call(getCharter, { params: { id }, signal }),
  })

/** Asked anew each time: what an adoption is of must be what is shown. */
export const sheetQuery = (id: string, number: string) =>
  queryOptions({
    queryKey: ['charters', id, number],
    queryFn: ({ signal }) => call(getCharterVersion, { params: { id, number }, signal }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  })

export function useCheckCharter(id: string) {
  return useMutation({
    mutationFn: (body: CharterDraft) => call(checkCharter, { params: { id }, body }),
  })
}

export function useProposeCharter(id: string) {
  const renew = useRenew(id)
  return useMutation({
    mutationFn: (body: BodyOf<typeof proposeCharter>) =>
      call(proposeCharter, { params: { id }, body }),
    onSuccess: renew,
  })
}

export function useAdoptCharter(id: string, number: number) {
  const renew = useRenew(id)
  return useMutation({
    mutationFn: (body: BodyOf<typeof adoptCharter>) =>
      call(adoptCharter, { params: { id, number: String(number) }, body }),
    // Also where it was refused: what stands in the way is then shown.
    onSettled: renew,
  })
}

export function useRefuseCharter(id: string, number: number) {
  const renew = useRenew(id)
  return useMutation({
    mutationFn: (reason: string) =>
      call(refuseCharter, { params: { id, number: String(number) }, body: { reason } }),
    onSettled: renew,
  })
}

function useRenew(id: string) {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['charters', id] }),
      client.invalidateQueries({ queryKey: groupsQuery.queryKey }),
    ])
}
