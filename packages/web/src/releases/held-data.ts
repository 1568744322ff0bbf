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

/** Of one that waits: when it leaves, or why it has not left and what comes next. */
export function waitOf({ left, failures }: Pick<DelayedRelease, 'left' | 'failures'>): {
  words: string
  isLate: boolean
  more: string
} {
  if (failures > 0) {
    const times = failures === 1 ? 'once' : `${failures} times`
    const next = left > 0 ? `is tried again in ${clockOf({ left })}` : 'is tried again now'
    const more = `The exchange failed at it ${times}; it ${next}. Whoever runs the exchange finds why in its log.`
    return { words: 'Has not left', isLate: true, more }
  }
  if (left > 0) return { words: `Leaves in ${clockOf({ left })}`, isLate: false, more: '' }
  return {
    words: 'Due, and has not left yet',
    isLate: false,
    more: 'It leaves as soon as the exchange comes to it.',
  }
}

/** Minutes and seconds that are left, as a clock shows them. */
function clockOf({ left }: Pick<DelayedRelease, 'left'>): string {
  const seconds = Math.ceil(left / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
