import { queryOptions } from '@tanstack/react-query'

/** What finds outlines; those of each country come apart. */
export const loadOutlines = () => import('./atlas.ts')

/** Outlines of what stands directly below the country. */
export function regionShapesQuery(country: string) {
  return queryOptions({
    queryKey: ['atlas', country],
    queryFn: async () => (await loadOutlines()).loadRegions(country),
    staleTime: Infinity,
  })
}

/** Outlines of what stands directly below one region of the country. */
export function districtShapesQuery(country: string, region: string) {
  return queryOptions({
    queryKey: ['atlas', country, region],
    queryFn: async () => (await loadOutlines()).loadDistricts(country, region),
    staleTime: Infinity,
  })
}
