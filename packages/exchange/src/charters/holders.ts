import type { CharterTerms, MemberKind } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
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
