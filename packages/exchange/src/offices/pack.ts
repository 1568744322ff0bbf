import type { OfficeRole } from '@tocsin/api'

/** A jurisdiction as a country pack brings it; parents stand before their children. */
export type Place = {
  id: string
  /** A word of the pack: `state`, `county`, `township`, `commune`. */
  kind: string
  name: string
  parent: string | null
  ocdId: string
  /** The role that answers for elections there; none where no office of the place runs them. */
  accountable?: OfficeRole
  /** Place whose accountable official is told whenever this one is. */
  toldWith?: string
  /** Languages owed there, BCP 47; those of the parent when left out. */
  languages?: readonly string[]
  /** IANA zone of the seat of government; that of the parent when left out. */
  timeZone?: string
}

/** The election jurisdictions of a country as data, and how rows of a list of its towns become places. */
export type CountryPack = {
  /** As `tocsin init --pack` takes it. */
  id: string
  name: string
  /** Languages in which the exchange speaks to offices of this country, the first by default. */
  languages: readonly string[]
  /** Reads the places; takes a moment, so only when an exchange is set up. */
  load: () => Place[]
  /** Whether an office of such a place runs elections, and who is told along with it. */
  toTown?: (town: Town) => Pick<Place, 'accountable' | 'toldWith'>
  /** The place on the pack's lowest level in which a town of this code lies, where the code tells. */
  districtOfTown?: (code: string) => string | undefined
  /** The kind of place that a name ends in, as lists of the country write it. */
  kindInName?: (name: string) => string | undefined
  /** Codes that lists still use, and the codes that stand for those places now. */
  renamed?: Readonly<Record<string, string>>
}

/** A place below the pack's own levels, on its way in from a list. */
export type Town = { kind: string; parent: string; lineage: readonly string[] }

/**
 * A name as Open Civic Data ids spell it: lower case, `_` for a space (with the full stop before it),
 * `~` for anything but letters, digits, `.`, `-`, `_` and `~`.
 */
export function toOcdName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.? /g, '_')
    .replace(/[^\p{L}\p{N}._~-]/gu, '~')
}
