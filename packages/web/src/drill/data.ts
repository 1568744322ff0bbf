import { ApiError, getDrill, getDrillScore, steerDrill, type BodyOf } from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'

/** Null on a real exchange, which plays no drill. */
export const drillQuery = queryOptions({
  queryKey: ['drill'],
  queryFn: async ({ signal }) => {
    try {
      return await call(getDrill, { signal })
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null
      throw error
    }
  },
  refetchInterval: (query) => (query.state.data?.state === 'playing' ? 5000 : false),
})

/** How a scored drill went so far. */
export const scoreQuery = queryOptions({
  queryKey: ['drill', 'score'],
  queryFn: ({ signal }) => call(getDrillScore, { signal }),
  refetchInterval: (query) => (query.state.data?.ended ? false : 5000),
})

export function useSteerDrill() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof steerDrill>) => call(steerDrill, { body }),
    onSuccess: (drill) => client.setQueryData(drillQuery.queryKey, drill),
  })
}
