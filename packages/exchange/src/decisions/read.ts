import type { ReplyOf, SealedDecision, listDecisions as listRoute } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectRelease } from '../sharing/select.ts'
import { decideLook } from '../sharing/verdict.ts'
import { findKeyHolders, selectDecisions } from './store.ts'

/**
 * Decisions of the viewer's member about a release, sealed. To whoever sent it, or looks on as an operator, the answer is the same
 * whatever others have decided. Throws `not-found` for a release that is not there for the viewer.
 */
export async function listDecisions(
  ctx: Context,
  viewer: Viewer,
  releaseId: string,
): Promise<ReplyOf<typeof listRoute>> {
  const now = ctx.clock.now()
  const found = await asMember(ctx.database.db, toReader(viewer), now, async (tx) => {
    const release = await selectRelease(tx, viewer.memberId, releaseId)
    const moment = { now, exercise: ctx.config.exercise, exit: 'api' as const }
    if (!release || !decideLook(release, viewer, moment, ctx.policies).allow) return undefined
    return { release, rows: await selectDecisions(tx, releaseId) }
  })
  if (!found) throw new ExchangeError('not-found', 'no such release')
  const mayDecide = found.release.recipient !== null && viewer.via === 'session'
  return {
    items: found.rows.map((row): SealedDecision => ({
      id: row.id,
      at: row.made_at.toISOString(),
      keyId: row.key_id,
      envelope: Buffer.from(row.envelope).toString('base64'),
      commitment: Buffer.from(row.commitment).toString('base64'),
      answerId: row.answer_id,
      toHolders: row.holders.length > 0,
    })),
    mayDecide,
    holders: mayDecide ? await holdersOf(ctx, releaseId) : [],
  }
}

async function holdersOf(ctx: Context, releaseId: string) {
  const named = await ctx.database.db.transaction().execute((tx) => findKeyHolders(tx, releaseId))
  return named.map(({ id, name, kind, active, key_id, public_key }) => ({
    member: { id, name, kind },
    ...(active && key_id && public_key ? { key: { id: key_id, publicKey: public_key } } : {}),
  }))
}
