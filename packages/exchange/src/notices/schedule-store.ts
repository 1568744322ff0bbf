/** Notices that wait for their instant, in SQL, as their member sees them and as the log has them. */
import type { ScheduledNotice } from '@tocsin/api'
import type { Selectable } from 'kysely'
import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import type { Tables } from '../db/tables.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import type { Waiting } from '../unsent/due.ts'
import type { Chain } from './chain.ts'

export type ScheduledRow = Selectable<Tables['scheduled_notices']>

export const SCHEDULED: Waiting<ScheduledRow> = {
  table: 'scheduled_notices',
  kind: 'scheduled',
  unsent: 'notice.unsent',
  titleOf: ({ subject }) => subject,
  gaveUp: 'send it anew',
}

/** So many are shown: all that wait, which are at most half of it, and of those that ended the last. */
const SHOWN = 100

/** SHA-256 in hex of who would be mailed, in which order, where and in which language. */
export function digestOfChains(chains: readonly Chain[]): string {
  const told = chains
    .map(({ jurisdiction, role, links }) => [
      jurisdiction,
      role,
      links.map(({ contactId, title, email, language, reached }) => [
        contactId,
        title,
        email,
        language,
        // As before there were orders of ways, where there is none.
        ...(reached.ways === null ? [] : [reached]),
      ]),
    ])
    .map((one) => JSON.stringify(one))
    .toSorted()
  return createHash('sha256').update(told.join('\n')).digest('hex')
}

export async function listScheduled(ctx: Context, viewer: Viewer): Promise<ScheduledNotice[]> {
  const rows = await read(ctx, viewer, (tx) =>
    scheduledFor(tx)
      .orderBy((eb) => eb('s.state', '=', 'waiting'), 'desc')
      .orderBy('s.position', 'desc')
      .limit(SHOWN)
      .execute(),
  )
  return rows.map(toScheduled)
}

/** Throws `not-found`, also for one of another member. */
export async function readScheduled(
  ctx: Context,
  viewer: Viewer,
  id: string,
): Promise<ScheduledNotice> {
  const row = await read(ctx, viewer, (tx) =>
    scheduledFor(tx).where('s.id', '=', id).executeTakeFirst(),
  )
  if (!row) throw new ExchangeError('not-found', 'no such notice waits')
  return toScheduled(row)
}

function scheduledFor(tx: Tx) {
  return tx
    .selectFrom('scheduled_notices as s')
    .leftJoin('people as p', 'p.id', 's.person_id')
    .leftJoin('people as e', 'e.id', 's.ended_by')
    .select(['s.id', 's.subject', 's.offices', 's.state', 's.made_at', 's.due_at', 's.tries'])
    .select(['s.ended_at', 's.notice_id', 's.fault', 'p.name as made_by', 'e.name as ended_by'])
}

function toScheduled(
  row: Awaited<ReturnType<ReturnType<typeof scheduledFor>['execute']>>[number],
): ScheduledNotice {
  return {
    id: row.id,
    subject: row.subject,
    offices: row.offices,
    state: row.state as ScheduledNotice['state'],
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by ?? 'somebody who is not known any more',
    dueAt: row.due_at.toISOString(),
    failures: row.tries,
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    ...(row.ended_by ? { endedBy: row.ended_by } : {}),
    ...(row.notice_id ? { notice: row.notice_id } : {}),
    ...(row.fault ? { fault: row.fault } : {}),
  }
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}
