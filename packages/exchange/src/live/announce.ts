import type { LiveKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** On which the database function `tocsin_announce` notifies. */
export const LIVE_CHANNEL = 'tocsin_live'

/**
 * Tells the live screens of `members`, if any, that `subject` changed: one insert and one notify, in the
 * transaction of the change itself, so that nobody hears of what was rolled back. Ids grow in the order of
 * commits, so that a screen which comes back misses none; like `appendLog`, call it late.
 */
export async function announce(
  tx: Tx,
  event: { kind: LiveKind; subject: string; at: Date; members: string[] },
): Promise<void> {
  const { kind, subject, at, members } = event
  await sql`select tocsin_announce(${kind}, ${subject}, ${at.toISOString()}::timestamptz, ${members}::uuid[])`.execute(
    tx,
  )
}

const KEEP_MS = 86_400_000

/** Forgets events older than a day of the exchange's clock; a screen that was away longer fetches anew. */
export async function pruneLiveEvents(db: Db, now: Date): Promise<boolean> {
  await db
    .deleteFrom('live_events')
    .where('at', '<', new Date(now.getTime() - KEEP_MS))
    .execute()
  return false
}
