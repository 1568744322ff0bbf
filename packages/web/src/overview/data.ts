import { getOverview } from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => call(getOverview, { signal }),
  refetchInterval: 10_000,
})
