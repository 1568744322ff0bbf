import type { DecisionKeyRef } from '@tocsin/api'
import { isPublicKey } from '@tocsin/proof/sealing'
import { randomUUID } from 'node:crypto'
import { recordAnswer } from '../answers/record.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { lockMember } from '../members/store.ts'
import { type Person, selectKeys } from './store.ts'

/** So many keys one member may have on file. */
const MOST = 50

/** Public keys of the viewer's member, newest first. */
export async function listKeys(ctx: Context, viewer: Viewer): Promise<DecisionKeyRef[]> {
  const rows = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), selectKeys)
  return rows.map((row, i) => ({
    id: row.id,
    publicKey: row.public_key,
    madeAt: row.made_at.toISOString(),
    isCurrent: i === 0,
  }))
}

/**
 * Puts a public key on file; gives its id. Throws `bad-request` for what is no point on the curve, and `conflict` for a key that is
 * on file or one too many.
 */
export async function addKey(ctx: Context, by: Person, publicKey: string): Promise<string> {
  if (!(await isPublicKey(publicKey)))
    throw new ExchangeError('bad-request', 'this is no public key: no point of the curve P-256', {
      path: '/body/publicKey',
    })
  const { memberId, personId } = by
  const id = randomUUID()
  await ctx.database.db.transaction().execute(async (tx) => {
    await lockMember(tx, memberId)
    const known = await tx
      .selectFrom('decision_keys')
      .select('public_key')
      .where('member_id', '=', memberId)
      .execute()
    if (known.some(({ public_key }) => public_key === publicKey))
      throw new ExchangeError('conflict', 'this key is on file')
    if (known.length >= MOST)
      throw new ExchangeError('conflict', `a member has at most ${MOST} keys on file`)
    const at = ctx.clock.now()
    const row = { id, member_id: memberId, person_id: personId, public_key: publicKey, made_at: at }
    await tx.insertInto('decision_keys').values(row).execute()
    const payload = { statement: 'Put a key for decisions on file', key: id, publicKey }
    await recordAnswer(tx, { at, payload, by, members: [memberId] })
  })
  return id
}
