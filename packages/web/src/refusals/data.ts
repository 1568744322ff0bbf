import { listRefusals, listRules } from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

export const refusalsQuery = queryOptions({
  queryKey: ['refusals'],
  queryFn: ({ signal }) => call(listRefusals, { signal }),
})

export const rulesQuery = queryOptions({
  queryKey: ['rules'],
  queryFn: ({ signal }) => call(listRules, { signal }),
})
