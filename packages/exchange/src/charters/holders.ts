import type { CharterTerms, MemberKind, MemberRef } from '@tocsin/api'
import type { Db, Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'

const GOVERNMENT: readonly MemberKind[] = ['agency', 'office']

/**
 * Throws `bad-request` where the key holders that a charter names are not three active members of the exchange, or where two of them
 * are bodies of government, which could open decisions between themselves.
 */
export async function refuseHolders(tx: Tx, { keyHolders }: CharterTerms): Promise<void> {
  if (!keyHolders) return
  const found = await tx
    .selectFrom('members')
    .select(['id', 'kind'])
    .where('id', 'in', keyHolders)
    .where('active', '=', true)
    .execute()
  const path = '/body/draft/terms/keyHolders'
  if (found.length < keyHolders.length) {
    const why = 'key holders are three different members of the exchange that are active'
    throw new ExchangeError('bad-request', why, { path })
  }
  const bodies = found.filter(({ kind }) => GOVERNMENT.includes(kind as MemberKind))
  if (bodies.length < 2) return
  const why = 'at most one key holder is a body of government: two could open decisions alone'
  throw new ExchangeError('bad-request', why, { path })
}

/**
 * The key holders that charters name, for whoever reads these: also those that share no group with the reader, since nobody adopts
 * whom they cannot name. Campaigns are left out: they do not learn of each other here.
 */
export async function nameHolders(
  db: Db,
  charters: readonly { terms: CharterTerms }[],
): Promise<MemberRef[]> {
  const ids = [...new Set(charters.flatMap(({ terms }) => terms.keyHolders ?? []))]
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('members')
    .select(['id', 'name', 'kind'])
    .where('id', 'in', ids)
    .where('kind', '<>', 'campaign')
    .execute()
  return rows.map(({ id, name, kind }) => ({ id, name, kind: kind as MemberKind }))
}
