import { checkOwnMail, getOverview, listLateReports } from '@tocsin/api'
import { queryOptions, useMutation } from '@tanstack/react-query'
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

export function useCheckOwnMail() {
  return useMutation({ mutationFn: () => call(checkOwnMail) })
}
