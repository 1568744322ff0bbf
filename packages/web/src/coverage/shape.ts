export type Shape = { id: string; name: string; path: string; centre: [number, number] }
export type Atlas = {
  shapes: Shape[]
  box: [number, number, number, number]
  /** Places that have no outline on the map. */
  apart?: readonly { id: string; short: string; name: string }[]
  /** Who is owed the outlines, where their licence asks for it. */
  source?: { text: string; url: string }
}

/** The maps of one country, by the ids of its pack. */
export type CountryAtlas = {
  /** Outlines of what stands directly below the country. */
  regions: () => Promise<Atlas>
  /** Outlines of what stands directly below one region, with the box that holds them all. */
  districts?: (region: string) => Promise<Atlas>
}

export function byName(a: Shape, b: Shape): number {
  return a.name.localeCompare(b.name)
}
