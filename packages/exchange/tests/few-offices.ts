import { seedContacts } from '@tocsin/testkit'
import type { Database } from '../src/db/database.ts'
import { insertPlaces } from '../src/offices/store.ts'
import { plant } from '../src/offices/tree.ts'

export const STATE = '98'
export const COUNTIES = Array.from({ length: 6 }, (_, i) => `98${String(i).padStart(3, '0')}`)
/** The state's official and one clerk of each county. */
export const OFFICES = COUNTIES.length + 1

/** A state and its counties, each with one contact. */
export async function addOffices({ db }: Database): Promise<void> {
  const place = (id: string, kind: string, parent: string | null) => {
    return { id, kind, name: `Place ${id}`, parent, ocdId: `ocd-division/place:${id}` }
  }
  const counties = COUNTIES.map((id) => ({ ...place(id, 'county', STATE), toldWith: STATE }))
  const state = { ...place(STATE, 'state', null), accountable: 'chief-official' as const }
  await insertPlaces(db, plant([state, ...counties]))
  const clerks = COUNTIES.map((jurisdiction) => ({ jurisdiction, role: 'clerk' as const }))
  await seedContacts(db, [{ jurisdiction: STATE, role: 'chief-official' }, ...clerks])
}
