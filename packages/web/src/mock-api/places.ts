import type { Contact, Election, Jurisdiction } from '@tocsin/api'
import counties from 'us-atlas/counties-10m.json' with { type: 'json' }
import { idOf } from './people.ts'

type Named = { id: string; properties: { name: string } }
const objects = (counties as unknown as { objects: Record<string, { geometries: Named[] }> })
  .objects

const TERRITORIES = new Set(['60', '66', '69', '72', '78'])

export const STATES: Jurisdiction[] = objects.states!.geometries.map(({ id, properties }) => ({
  id,
  kind: id === '11' ? 'district' : TERRITORIES.has(id) ? 'territory' : 'state',
  name: properties.name,
  fullName: properties.name,
  parent: 'US',
  lineage: ['US', id],
  accountable: 'chief-official',
  languages: ['en'],
  below: 3,
  ocdId: `ocd-division/country:us/state:${id}`,
  contacts: id === '48' ? 0 : 3,
}))

const stateNames = new Map(STATES.map((state) => [state.id, state.name]))

export const COUNTIES: Jurisdiction[] = objects.counties!.geometries.map(({ id, properties }) => ({
  id,
  kind: 'county',
  name: `${properties.name} County`,
  fullName: `${properties.name} County, ${stateNames.get(id.slice(0, 2)) ?? ''}`,
  parent: id.slice(0, 2),
  lineage: ['US', id.slice(0, 2), id],
  accountable: 'clerk',
  toldWith: id.slice(0, 2),
  languages: ['en'],
  below: 0,
  ocdId: `ocd-division/country:us/county:${id}`,
  contacts: Number(id) % 11 === 0 ? 0 : 2,
}))

/** The place with this code. */
export function placeWith(id: string): Jurisdiction {
  const place = [...STATES, ...COUNTIES].find((one) => one.id === id)
  if (!place) throw new Error(`no place ${id}`)
  return place
}

export function placeName(id: string): string {
  return placeWith(id).fullName
}

export function contactsOf(jurisdiction: string): Contact[] {
  return [0, 1].map((rank) => ({
    id: idOf(7000 + rank),
    jurisdiction,
    role: placeWith(jurisdiction).accountable ?? 'clerk',
    rank,
    title: rank === 0 ? 'Head of the office' : 'Deputy',
    email: `office-${jurisdiction}-${rank}@example.org`,
    phone: '+1 555 0100',
    language: 'en',
    ...(rank === 0 ? { reachedAt: '2026-10-01T10:00:00.000Z' } : {}),
  }))
}

export const ELECTION: Election = {
  id: idOf(801),
  name: 'General election',
  kind: 'general',
  date: '2026-11-03',
  daysLeft: 14,
  places: ['US'],
  placeNames: ['United States'],
  timeZone: 'UTC',
  edition: '0123456789abcdef',
  deadlines: [{ name: 'Last day to register', date: '2026-10-20', daysLeft: 0 }],
}
