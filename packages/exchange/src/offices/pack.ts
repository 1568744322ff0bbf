import type { Jurisdiction } from '@tocsin/api'

/** A jurisdiction as a country pack brings it; parents stand before their children. */
export type Place = {
  id: string
  kind: Jurisdiction['kind']
  name: string
  parent: string | null
  ocdId: string
}

/** The election jurisdictions of a country as data. */
export type CountryPack = { name: string; places: Place[] }

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
