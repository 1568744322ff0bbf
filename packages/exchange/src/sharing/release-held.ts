/** Releases what was held and is due, in one transaction with the end of its wait: killed at any time it waits, or has left once. */
import type { ReleaseDraft } from '@tocsin/api'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError, whyUnsent } from '../errors.ts'
import { announce } from '../live/announce.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import type { Job } from '../jobs/loop.ts'
import type { Actor } from '../log/actor.ts'
import { type HeldRow, recordHeld } from './held-store.ts'
import { queueUnsent } from '../unsent/mails.ts'
import { asSentBefore, prepareToSend, sendIn } from './send.ts'

export function heldJob(ctx: Context, deadlines: Deadlines): Job {
  const run = () => deadlines.hold(() => releaseDue(ctx))
  return { name: 'release what was held', everyMs: 1000, run }
}

/** How long the exchange waits after each failure of its own; after one more it gives up, and says so. */
const WAITS_MS = [10_000, 30_000, 60_000, 120_000, 300_000]

/** Releases one, or puts it aside where the exchange fails at it, so that it keeps no other; tells whether more may be due. */
export async function releaseDue(ctx: Context): Promise<boolean> {
  let seen: HeldRow | undefined
  try {
    return await ctx.database.db.transaction().execute(async (tx) => {
      seen = await lockDue(tx, ctx.clock.now())
      if (seen) await releaseIn(tx, ctx, seen)
      return seen !== undefined
    })
  } catch (cause) {
    if (!seen) throw cause
    const fault = whyUnsent(cause)
    // Where the database went away this throws as well: all of them wait on, and no failure is counted.
    await (fault === undefined ? putAside(ctx, seen.id, cause) : endUnsent(ctx, seen.id, fault))
    return true
  }
}

function lockDue(tx: Tx, now: Date): Promise<HeldRow | undefined> {
  return tx
    .selectFrom('held_releases')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .where((eb) => eb.or([eb('retry_at', 'is', null), eb('retry_at', '<=', now)]))
    .orderBy('due_at')
    .orderBy('position')
    .limit(1)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst()
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
    await end(tx, ctx, row, sent.reason)
    return
  }
  await tx
    .updateTable('held_releases')
    .set({ state: 'released', draft: null, ended_at: ctx.clock.now(), release_id: sent.id })
    .where('id', '=', row.id)
    .execute()
  const { id: subject, member_id } = row
  await announce(tx, { kind: 'held.changed', subject, at: ctx.clock.now(), members: [member_id] })
}

/** Whoever was suspended since, lost the role, or was here until a day that is past, releases nothing any more; neither does a key that was revoked or has ended. */
async function refuseGone(tx: Tx, row: HeldRow, now: Date): Promise<void> {
  const gone = new ExchangeError('forbidden', 'whoever released it may no longer do so')
  const isOver = (end: Date | null) => end !== null && end <= now
  if (row.person_id) {
    const person = await tx
      .selectFrom('people')
      .select(['active', 'roles', 'ends_at'])
      .where('id', '=', row.person_id)
      .executeTakeFirstOrThrow()
    if (!person.active || isOver(person.ends_at) || !person.roles.includes('analyst')) throw gone
  }
  if (!row.key_id) return
  const key = await tx
    .selectFrom('api_keys')
    .select(['revoked_at', 'ends_at'])
    .where('id', '=', row.key_id)
    .executeTakeFirstOrThrow()
  if (key.revoked_at || isOver(key.ends_at)) throw gone
}

async function endUnsent(ctx: Context, id: string, fault: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockWaiting(tx, id)
    // Stopped meanwhile, so that there is nothing to end.
    if (row) await end(tx, ctx, row, fault)
  })
}

/** Counts a failure of the exchange itself at one of them, which is tried again later than all others that are due, or no more. */
async function putAside(ctx: Context, id: string, cause: unknown): Promise<void> {
  const tries = await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockWaiting(tx, id)
    if (!row) return undefined
    const at = ctx.clock.now()
    const wait = WAITS_MS[row.tries]
    const counted = { ...row, tries: row.tries + 1 }
    const retry_at = wait === undefined ? null : new Date(at.getTime() + wait)
    await tx
      .updateTable('held_releases')
      .set({ tries: counted.tries, retry_at })
      .where('id', '=', id)
      .execute()
    if (wait === undefined) await end(tx, ctx, counted, gaveUp(counted.tries))
    else await announce(tx, { kind: 'held.changed', subject: id, at, members: [row.member_id] })
    return counted.tries
  })
  if (tries !== undefined)
    ctx.logger.error({ err: cause, held: id, tries }, 'the exchange failed at a held release')
}

function gaveUp(tries: number): string {
  return `the exchange failed at it ${tries} times: whoever runs the exchange finds why in its log; once that is mended, release it anew`
}

function lockWaiting(tx: Tx, id: string): Promise<HeldRow | undefined> {
  return tx
    .selectFrom('held_releases')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .forNoKeyUpdate()
    .executeTakeFirst()
}

async function end(tx: Tx, ctx: Context, row: HeldRow, fault: string): Promise<void> {
  const at = ctx.clock.now()
  await tx
    .updateTable('held_releases')
    .set({ state: 'failed', draft: null, ended_at: at, fault })
    .where('id', '=', row.id)
    .execute()
  const { member_id: memberId, person_id: personId } = row
  await queueUnsent(tx, ctx, { kind: 'held', id: row.id }, { memberId, personId, at })
  await recordHeld(tx, row, { kind: 'release.unsent', at, by: 'clock', fault })
}
