import {
  getHeldRelease,
  holdRelease,
  listHeldReleases,
  stopHeldRelease,
  type BodyOf,
  type DelayedRelease,
} from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'

const EVERY_MS = 1000

export const heldListQuery = queryOptions({
  queryKey: ['held', 'list'],
  queryFn: ({ signal }) => call(listHeldReleases, { signal }),
  refetchInterval: ({ state }) =>
    state.data?.items.some((one) => one.state === 'waiting') ? EVERY_MS : false,
})

/** Asked anew each second for as long as it waits, so that its clock is that of the exchange. */
export function heldQuery(id: string) {
  return queryOptions({
    queryKey: ['held', 'one', id],
    queryFn: ({ signal }) => call(getHeldRelease, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? EVERY_MS : false),
  })
}

export function useHoldRelease() {
  return useMutation({
    mutationFn: (body: BodyOf<typeof holdRelease>) => call(holdRelease, { body }),
  })
}

export function useStopHeld() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(stopHeldRelease, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['held'] }),
  })
}

/** Minutes and seconds that are left, as a clock shows them. */
export function clockOf({ left }: Pick<DelayedRelease, 'left'>): string {
  const seconds = Math.ceil(left / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
