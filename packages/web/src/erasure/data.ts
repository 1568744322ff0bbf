import {
  approveErasure,
  askErasure,
  declineErasure,
  liftHold,
  listErasures,
  listHolds,
  placeHold,
  type BodyOf,
} from '@tocsin/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

export const erasuresQuery = infiniteQueryOptions({
  queryKey: ['erasures', 'wishes'],
  queryFn: ({ pageParam, signal }) =>
    call(listErasures, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

export const holdsQuery = queryOptions({
  queryKey: ['erasures', 'holds'],
  queryFn: ({ signal }) => call(listHolds, { signal }),
})

export function useAskErasure() {
  return useChange(['erasures'], (body: BodyOf<typeof askErasure>) => call(askErasure, { body }))
}

export function useDecideErasure() {
  return useChange(['erasures'], ({ id, approve }: { id: string; approve: boolean }) =>
    call(approve ? approveErasure : declineErasure, { params: { id } }),
  )
}

export function usePlaceHold() {
  return useChange(['erasures'], (body: BodyOf<typeof placeHold>) => call(placeHold, { body }))
}

export function useLiftHold() {
  return useChange(['erasures'], (body: BodyOf<typeof liftHold>) => call(liftHold, { body }))
}
