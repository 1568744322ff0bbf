import { queryOptions } from '@tanstack/react-query'

/** Outlines of what stands directly below the country. */
export function regionShapesQuery(country: string) {
  return queryOptions({
    queryKey: ['atlas', country],
    queryFn: async () => (await import('./atlas.ts')).loadRegions(country),
    staleTime: Infinity,
  })
}

/** Outlines of what stands directly below one region of the country. */
export function districtShapesQuery(country: string, region: string) {
  return queryOptions({
    queryKey: ['atlas', country, region],
    queryFn: async () => (await import('./atlas.ts')).loadDistricts(country, region),
    staleTime: Infinity,
  })
}
