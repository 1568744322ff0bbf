import { ExchangeError } from '../errors.ts'
import type { Db } from '../db/database.ts'
import type { CountryPack } from './pack.ts'
import { loadUnitedStates } from './packs/us.ts'
import { insertPlaces } from './store.ts'

/** Country packs by the name `tocsin init --pack` takes. */
const PACKS: Record<string, () => CountryPack> = { us: loadUnitedStates }

export const PACK_NAMES = Object.keys(PACKS)

/** Loads a country's jurisdictions in one statement; those on file already stay. Returns how many were new. */
export async function loadPack(db: Db, name: string): Promise<number> {
  const load = PACKS[name]
  if (!load) {
    throw new ExchangeError(
      'bad-request',
      `no country pack ${name}; there is ${PACK_NAMES.join(', ')}`,
    )
  }
  return insertPlaces(db, load().places)
}
