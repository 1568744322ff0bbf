import type { LiveKind } from '@tocsin/api'
import { sql } from 'kysely'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'

export const LIVE_CHANNEL = 'tocsin_live'

/**
 * Tells the live screens of `members` that `subject` changed: one insert and one notify, in the
 * transaction of the change itself, so that nobody hears of what was rolled back. Ids grow in the order of
 * commits, so that a screen which comes back misses none; like `appendLog`, call it late.
 */
export async function announce(
  tx: Tx,
  event: { kind: LiveKind; subject: string; at: Date; members: string[] },
): Promise<void> {
  if (event.members.length === 0) return
  await takeCommitOrder(tx)
  const row = await tx
    .insertInto('live_events')
    .values(event)
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`select pg_notify(${LIVE_CHANNEL}, ${String(row.id)})`.execute(tx)
}
