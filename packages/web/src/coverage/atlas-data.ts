import { queryOptions } from '@tanstack/react-query'

export const stateShapesQuery = queryOptions({
  queryKey: ['atlas', 'states'],
  queryFn: async () => (await import('./atlas.ts')).loadStates(),
  staleTime: Infinity,
})

export function countyShapesQuery(state: string) {
  return queryOptions({
    queryKey: ['atlas', state],
    queryFn: async () => (await import('./atlas.ts')).loadCounties(state),
    staleTime: Infinity,
  })
}
