import type { Atlas, CountryAtlas } from './shape.ts'

const NO_OUTLINES: Atlas = { shapes: [], box: [0, 0, 1, 1] }

/** Countries that we have a map of, by the id of their root; each is loaded only where it is shown. */
const COUNTRIES: Record<string, () => Promise<CountryAtlas>> = {
  US: async () => (await import('./packs/us.ts')).unitedStates,
  FR: async () => (await import('./packs/fr.ts')).france,
}

/** Outlines of what stands directly below a country, by name; none for a country that we have no map of. */
export async function loadRegions(country: string): Promise<Atlas> {
  const atlas = await COUNTRIES[country]?.()
  return atlas ? atlas.regions() : NO_OUTLINES
}

/** Outlines of the places below one region by name; none where the country's map stops at regions. */
export async function loadDistricts(country: string, region: string): Promise<Atlas> {
  const atlas = await COUNTRIES[country]?.()
  return atlas?.districts ? atlas.districts(region) : NO_OUTLINES
}
