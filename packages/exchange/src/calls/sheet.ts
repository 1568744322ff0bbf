import type { CallFilter, CallOffice, CallSheet } from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { textFor } from '../notices/languages.ts'
import { decideReaders } from '../notices/readers.ts'
import type { Exit } from '../policy/decide.ts'
import { decideNext, whatIsKnown } from './rules.ts'
import {
  selectCallees,
  selectCalls,
  selectKnown,
  selectOffices,
  selectOpenNotices,
  type CallRow,
  type KnownRow,
  type OfficeRow,
} from './store.ts'

/** Offices of one sheet; a person calls these first. */
const LIMIT = 200

/**
 * Whom to call for own notices, and what calls there were: for one, where the filter names it (throws `not-found` where it is not an
 * own one), else for all that are open and that the rules let leave by this exit.
 */
export async function readSheet(
  ctx: Context,
  viewer: Viewer,
  filter: CallFilter,
  { exit, limit = LIMIT }: { exit: Exit; limit?: number },
): Promise<CallSheet> {
  const { db } = ctx.database
  const now = ctx.clock.now()
  const own = await selectOpenNotices(db, viewer.memberId, filter.notice)
  const asked = own.map((noticeId) => ({ viewer, noticeId }))
  const decisions = await decideReaders(ctx, asked, exit)
  const notices = own.filter((_, i) => decisions[i]!.allow)
  if (filter.notice && notices.length === 0) throw new ExchangeError('not-found', 'no such notice')
  const rows = await selectOffices(db, notices, { filter, now, limit })
  const ids = rows.map(({ id }) => id)
  const calls = await selectCalls(db, ids)
  const callees = await selectCallees(ctx, viewer, ids)
  const known = await selectKnown(db, ids)
  const items = rows.map((row) =>
    toOffice(row, {
      calls: calls.get(row.id) ?? [],
      contacts: callees.get(row.id) ?? [],
      known: known.get(row.id)!,
      viewer,
      now,
    }),
  )
  return { at: now.toISOString(), items, more: (rows[0]?.total ?? 0) - rows.length }
}

type Facts = {
  calls: readonly CallRow[]
  contacts: CallOffice['contacts']
  known: KnownRow
  viewer: Viewer
  now: Date
}

function toOffice(row: OfficeRow, facts: Facts): CallOffice {
  const { calls, contacts, viewer, now } = facts
  const open = calls.find((call) => call.ended_at === null && call.ends_at > now)
  const next = decideNext(contacts, row.rank)
  return {
    targetId: row.id,
    noticeId: row.notice_id,
    subject: textFor(row, row.main_language).text.subject,
    tlp: row.tlp,
    sentAt: row.sent_at.toISOString(),
    jurisdiction: row.jurisdiction,
    place: row.place,
    role: row.role,
    state: row.state,
    known: toKnown(row, facts),
    ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
    ...(row.overdue_since ? { overdueSince: row.overdue_since.toISOString() } : {}),
    ...(row.fault ? { fault: row.fault } : {}),
    ...(row.told_before?.includes('telephone') ? { toldBefore: true as const } : {}),
    ...(row.time_zone ? { timeZone: row.time_zone } : {}),
    contacts,
    ...(next === undefined ? {} : { next }),
    ...(open ? { open: toOpen(open, viewer) } : {}),
    calls: calls.map(toPast),
  }
}

function toKnown(row: OfficeRow, { calls, known }: Facts): CallOffice['known'] {
  return whatIsKnown({
    toldAt: row.told_at ?? undefined,
    openedAt: known.opened_at ?? undefined,
    mailedAt: known.mailed_at ?? undefined,
    mailed: known.mailed,
    calls: calls.flatMap(({ outcome, ended_at: at }) => (outcome && at ? [{ outcome, at }] : [])),
  })
}

function toOpen(open: CallRow, viewer: Viewer): NonNullable<CallOffice['open']> {
  return {
    id: open.id,
    by: open.by,
    mine: open.person_id === viewer.personId,
    rank: open.rank,
    title: open.title,
    until: open.ends_at.toISOString(),
  }
}

function toPast(call: CallRow): CallOffice['calls'][number] {
  return {
    id: call.id,
    at: call.begun_at.toISOString(),
    title: call.title,
    by: call.by,
    ...(call.outcome ? { outcome: call.outcome } : {}),
    ...(call.spoke_with ? { spokeWith: call.spoke_with } : {}),
    logIndex: Number(call.log_index),
  }
}
