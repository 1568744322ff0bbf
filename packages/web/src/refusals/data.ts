import { listRefusals } from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

export const refusalsQuery = queryOptions({
  queryKey: ['refusals'],
  queryFn: ({ signal }) => call(listRefusals, { signal }),
})
