import {
  checkOwnMail,
  getFirstRun,
  getOverview,
  listLateReports,
  listTryOuts,
  stateFirstRun,
  tryChannel,
  type BodyOf,
} from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => call(getOverview, { signal }),
  refetchInterval: 10_000,
})

/** Asked anew now and then: a report is late by the clock, which tells no screen of an operator. */
export const lateQuery = queryOptions({
  queryKey: ['reports', 'late'],
  queryFn: ({ signal }) => call(listLateReports, { signal }),
  refetchInterval: 60_000,
})

/** Asked anew often while one is on its way. */
export const tryOutsQuery = queryOptions({
  queryKey: ['overview', 'try-outs'],
  queryFn: ({ signal }) => call(listTryOuts, { signal }),
  refetchInterval: ({ state }) =>
    state.data?.items.some((one) => one.state === 'waiting') ? 2000 : 15_000,
})

export function useTryChannel() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof tryChannel>) => call(tryChannel, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: tryOutsQuery.queryKey }),
  })
}

export function useCheckOwnMail() {
  return useMutation({ mutationFn: () => call(checkOwnMail) })
}

/** Asked anew now and then: much of it comes about elsewhere. */
export const firstRunQuery = queryOptions({
  queryKey: ['first-run'],
  queryFn: ({ signal }) => call(getFirstRun, { signal }),
  refetchInterval: 60_000,
})

export function useStateFirstRun() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (item: BodyOf<typeof stateFirstRun>['item']) =>
      call(stateFirstRun, { body: { item } }),
    onSuccess: (list) => client.setQueryData(firstRunQuery.queryKey, list),
  })
}
