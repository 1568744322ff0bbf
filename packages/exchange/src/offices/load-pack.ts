import type { Db, Tx } from '../db/database.ts'
import { readSetting, writeSettingOnce } from '../db/settings.ts'
import { ExchangeError } from '../errors.ts'
import type { CountryPack } from './pack.ts'
import { france } from './packs/fr.ts'
import { unitedStates } from './packs/us.ts'
import { insertPlaces } from './store.ts'
import { plant } from './tree.ts'

/** Country packs by the name `tocsin init --pack` takes. */
const PACKS = new Map([unitedStates, france].map((pack) => [pack.id, pack]))

export const PACK_NAMES = [...PACKS.keys()]

/** The pack of that name; throws `bad-request` where there is none. */
function findPack(id: string): CountryPack {
  const pack = PACKS.get(id)
  if (!pack)
    throw new ExchangeError(
      'bad-request',
      `no country pack ${id}; there is ${PACK_NAMES.join(', ')}`,
    )
  return pack
}

/**
 * Loads a country's jurisdictions in one statement and keeps which pack it was; those on file already stay. Returns how
 * many were new.
 */
export async function loadPack(db: Db, id: string): Promise<number> {
  const pack = findPack(id)
  await writeSettingOnce(db, 'country_pack', pack.id)
  return insertPlaces(db, plant(pack.load()))
}

/** The pack that this exchange was set up with; one made before packs were kept has the United States. */
export async function packOf(db: Db | Tx): Promise<CountryPack> {
  return findPack((await readSetting(db, 'country_pack')) ?? unitedStates.id)
}
