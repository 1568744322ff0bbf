/** Releases what was held and is due, in one transaction with the end of its wait: killed at any time it waits, or has left once. */
import type { ReleaseDraft } from '@tocsin/api'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError, whyUnsent } from '../errors.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import type { Job } from '../jobs/loop.ts'
import type { Actor } from '../log/actor.ts'
import { announceChange, dueOf, endIn, endUnsent, isGone, putAside } from '../unsent/due.ts'
import { HELD, type HeldRow } from './held-store.ts'
import { asSentBefore, prepareToSend, sendIn } from './send.ts'

export function heldJob(ctx: Context, deadlines: Deadlines): Job {
  const run = () => deadlines.hold(() => releaseDue(ctx))
  return { name: 'release what was held', everyMs: 1000, run }
}

/** Releases one, or puts it aside where the exchange fails at it, so that it keeps no other; tells whether more may be due. */
export async function releaseDue(ctx: Context): Promise<boolean> {
  let seen: HeldRow | undefined
  try {
    return await ctx.database.db.transaction().execute(async (tx) => {
      seen = await dueOf(tx, HELD, ctx.clock.now()).forNoKeyUpdate().skipLocked().executeTakeFirst()
      if (seen) await releaseIn(tx, ctx, seen)
      return seen !== undefined
    })
  } catch (cause) {
    if (!seen) throw cause
    const fault = whyUnsent(cause)
    // Where the database went away this throws as well: all of them wait on, and no failure is counted.
    await (fault === undefined
      ? putAside(ctx, HELD, seen.id, cause)
      : endUnsent(ctx, HELD, seen.id, fault))
    return true
  }
}

async function releaseIn(tx: Tx, ctx: Context, row: HeldRow): Promise<void> {
  const draftText = row.draft!
  const draft = JSON.parse(draftText) as ReleaseDraft
  const prepared = prepareToSend(ctx, draft, draftText)
  // Before anybody is looked at: whoever is suspended at this instant is so before, or after it has left.
  await takeCommitOrder(tx)
  await refuseGone(tx, row, ctx.clock.now())
  const sender: Actor = {
    memberId: row.member_id,
    ...(row.person_id ? { personId: row.person_id } : {}),
    ...(row.key_id ? { keyId: row.key_id } : {}),
  }
  const { digest } = row
  const sent = await sendIn(tx, ctx, sender, draft, prepared, { digest }).catch(asSentBefore)
  if (!('id' in sent)) {
    // The refusals are on record.
    await endIn(tx, ctx, HELD, row, sent.reason)
    return
  }
  await tx
    .updateTable('held_releases')
    .set({ state: 'released', draft: null, ended_at: ctx.clock.now(), release_id: sent.id })
    .where('id', '=', row.id)
    .execute()
  await announceChange(tx, HELD, row, ctx.clock.now())
}

/** Whoever was suspended since, lost the role, or was here until a day that is past, releases nothing any more; neither does a key that was revoked or has ended. */
async function refuseGone(tx: Tx, row: HeldRow, now: Date): Promise<void> {
  const gone = new ExchangeError('forbidden', 'whoever released it may no longer do so')
  if (row.person_id) {
    const person = await tx
      .selectFrom('people')
      .select(['active', 'roles', 'ends_at'])
      .where('id', '=', row.person_id)
      .executeTakeFirstOrThrow()
    if (isGone(person, now)) throw gone
  }
  if (!row.key_id) return
  const key = await tx
    .selectFrom('api_keys')
    .select(['revoked_at', 'ends_at'])
    .where('id', '=', row.key_id)
    .executeTakeFirstOrThrow()
  if (key.revoked_at || (key.ends_at !== null && key.ends_at <= now)) throw gone
}
