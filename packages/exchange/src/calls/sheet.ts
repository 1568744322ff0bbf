import type { CallOffice, CallSheet } from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { decideReaders } from '../notices/readers.ts'
import { decideNext } from './rules.ts'
import { selectCallees, selectCalls, selectOffices, type CallRow, type OfficeRow } from './store.ts'

/** Offices of one sheet; a person calls these first. */
const LIMIT = 200

/** Whom to call for an own notice, and what calls there were. */
export async function readSheet(
  ctx: Context,
  viewer: Viewer,
  noticeId: string,
  all: boolean,
): Promise<CallSheet> {
  const { db } = ctx.database
  const now = ctx.clock.now()
  const notice = await db
    .selectFrom('notices')
    .select('id')
    .where('id', '=', noticeId)
    .where('from_member', '=', viewer.memberId)
    .executeTakeFirst()
  const [decision] = await decideReaders(ctx, [{ viewer, noticeId }], 'api')
  if (!notice || !decision!.allow) throw new ExchangeError('not-found', 'no such notice')
  const rows = await selectOffices(db, noticeId, { all, now, limit: LIMIT })
  const ids = rows.map(({ id }) => id)
  const calls = await selectCalls(db, ids)
  const callees = await selectCallees(ctx, viewer, ids)
  const items = rows.map((row) =>
    toOffice(row, {
      calls: calls.filter((call) => call.target_id === row.id),
      contacts: callees.get(row.id) ?? [],
      viewer,
      now,
    }),
  )
  return { at: now.toISOString(), items, more: (rows[0]?.total ?? 0) - rows.length }
}

function toOffice(
  row: OfficeRow,
  facts: { calls: CallRow[]; contacts: CallOffice['contacts']; viewer: Viewer; now: Date },
): CallOffice {
  const { calls, contacts, viewer, now } = facts
  const open = calls.find((call) => call.ended_at === null && call.ends_at > now)
  const next = decideNext(contacts, row.rank)
  return {
    targetId: row.id,
    place: row.place,
    role: row.role,
    state: row.state,
    ...(row.fault ? { fault: row.fault } : {}),
    ...(row.told_before?.includes('telephone') ? { toldBefore: true as const } : {}),
    ...(row.time_zone ? { timeZone: row.time_zone } : {}),
    contacts,
    ...(next === undefined ? {} : { next }),
    ...(open
      ? {
          open: {
            id: open.id,
            by: open.by,
            mine: open.person_id === viewer.personId,
            rank: open.rank,
            title: open.title,
            until: open.ends_at.toISOString(),
          },
        }
      : {}),
    calls: calls.map((call) => ({
      id: call.id,
      at: call.begun_at.toISOString(),
      title: call.title,
      by: call.by,
      ...(call.outcome ? { outcome: call.outcome } : {}),
      ...(call.spoke_with ? { spokeWith: call.spoke_with } : {}),
      logIndex: Number(call.log_index),
    })),
  }
}
