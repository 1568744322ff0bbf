/** Held releases in SQL, as their member sees them and as the log has them. */
import type { DelayedRelease, HeldState, Tlp } from '@tocsin/api'
import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import type { Tables } from '../db/tables.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import type { Waiting } from '../unsent/due.ts'

export type HeldRow = Selectable<Tables['held_releases']>

export const HELD: Waiting<HeldRow> = {
  table: 'held_releases',
  kind: 'held',
  unsent: 'release.unsent',
  titleOf: ({ title }) => title,
  gaveUp: 'whoever runs the exchange finds why in its log; once that is mended, release it anew',
}

/** So many are shown: all that wait, which are at most half of it, and of those that ended the last. */
const SHOWN = 100

/** A held release of a member, locked against change. */
export async function lockHeld(tx: Tx, memberId: string, id: string): Promise<HeldRow | undefined> {
  return tx
    .selectFrom('held_releases')
    .selectAll()
    .where('id', '=', id)
    .where('member_id', '=', memberId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function listHeld(ctx: Context, viewer: Viewer): Promise<DelayedRelease[]> {
  const now = ctx.clock.now()
  const rows = await asMember(ctx.database.db, toReader(viewer), now, (tx) =>
    heldFor(tx)
      .orderBy((eb) => eb('h.state', '=', 'waiting'), 'desc')
      .orderBy('h.position', 'desc')
      .limit(SHOWN)
      .execute(),
  )
  return rows.map((row) => toHeld(row, now))
}

/** Throws `not-found`, also for one of another member. */
export async function readHeld(ctx: Context, viewer: Viewer, id: string): Promise<DelayedRelease> {
  const now = ctx.clock.now()
  const row = await asMember(ctx.database.db, toReader(viewer), now, (tx) =>
    heldFor(tx).where('h.id', '=', id).executeTakeFirst(),
  )
  if (!row) throw new ExchangeError('not-found', 'no such held release')
  return toHeld(row, now)
}

function heldFor(tx: Tx) {
  return tx
    .selectFrom('held_releases as h')
    .leftJoin('people as p', 'p.id', 'h.person_id')
    .leftJoin('people as e', 'e.id', 'h.ended_by')
    .select(['h.id', 'h.title', 'h.tlp', 'h.state', 'h.held_at', 'h.due_at', 'h.receivers'])
    .select([
      'h.ended_at',
      'h.release_id',
      'h.fault',
      'h.tries',
      'h.retry_at',
      'p.name as held_by',
      'e.name as ended_by',
    ])
}

function toHeld(
  row: Awaited<ReturnType<ReturnType<typeof heldFor>['execute']>>[number],
  now: Date,
): DelayedRelease {
  return {
    id: row.id,
    title: row.title,
    tlp: row.tlp as Tlp,
    state: row.state as HeldState,
    heldAt: row.held_at.toISOString(),
    heldBy: row.held_by ?? 'an API key',
    dueAt: row.due_at.toISOString(),
    left: Math.max(0, (row.retry_at ?? row.due_at).getTime() - now.getTime()),
    failures: row.tries,
    receivers: row.receivers,
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    ...(row.ended_by ? { endedBy: row.ended_by } : {}),
    ...(row.release_id ? { releaseId: row.release_id } : {}),
    ...(row.fault ? { fault: row.fault } : {}),
  }
}
