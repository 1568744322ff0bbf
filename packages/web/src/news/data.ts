import { getNews } from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

/** Some of it, such as appeals, is told by no live event: it is asked anew each minute. */
export const newsQuery = queryOptions({
  queryKey: ['news'],
  queryFn: ({ signal }) => call(getNews, { signal }),
  refetchInterval: 60_000,
})
