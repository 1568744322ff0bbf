import {
  addMeetingItem,
  changeMeetingItem,
  checkMeetingItem,
  confirmMeetingItem,
  makePromise,
  reviewMeetingItem,
  settlePromise,
  tellOfPromise,
  type BodyOf,
  type ItemDraft,
} from '@tocsin/api'
import { queryOptions, useMutation } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useAct } from './data.ts'

export function useCheckItem(id: string) {
  return useMutation({
    mutationFn: (body: ItemDraft) => call(checkMeetingItem, { params: { id }, body }),
  })
}

export function useAddItem(id: string) {
  return useAct((body: ItemDraft) => call(addMeetingItem, { params: { id }, body }))
}

export function useChangeItem(id: string, item: string) {
  return useAct((body: BodyOf<typeof changeMeetingItem>) =>
    call(changeMeetingItem, { params: { id, item }, body }),
  )
}

/** Asked anew each time: what a confirmation is of must be what is shown. */
export const itemQuery = (id: string, item: string) =>
  queryOptions({
    queryKey: ['meetings', 'item', id, item],
    queryFn: ({ signal }) => call(reviewMeetingItem, { params: { id, item }, signal }),
    staleTime: 0,
  })

export function useConfirmItem(id: string, item: string) {
  return useAct((body: BodyOf<typeof confirmMeetingItem>) =>
    call(confirmMeetingItem, { params: { id, item }, body }),
  )
}

export function usePromise(id: string) {
  return useAct((body: BodyOf<typeof makePromise>) => call(makePromise, { params: { id }, body }))
}

export function useSettle(id: string, promise: string) {
  return useAct((state: BodyOf<typeof settlePromise>['state']) =>
    call(settlePromise, { params: { id, promise }, body: { state } }),
  )
}

export function useTell(id: string, promise: string) {
  return useAct((body: BodyOf<typeof tellOfPromise>) =>
    call(tellOfPromise, { params: { id, promise }, body }),
  )
}
