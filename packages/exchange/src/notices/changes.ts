import type { TargetState } from '@tocsin/api'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { announce } from '../live/announce.ts'
import { appendLog } from '../log/append.ts'

/** What happened to a target; the log entry is `notice.<kind>` or `delivery.<kind>`. */
export type ChangeKind =
  | 'delivery.sent'
  | 'delivery.failed'
  | 'notice.told'
  | 'notice.understood'
  | 'notice.acted'
  | 'notice.escalated'
  | 'notice.unreachable'

export type Change = {
  kind: ChangeKind
  at: Date
  noticeId: string
  targetId: string
  fromMember: string
  place: string
  role: string
  state: TargetState
  rank: number
  dueAt: Date | undefined
  /** Shown to people who follow the notice. */
  detail: string
  acknowledgedBy?: string
  fault?: string
}

/**
 * Writes what happened to targets: their state, their history, the log and the live screens, in the
 * caller's transaction. Rows of the targets must be locked by the caller.
 */
export async function recordChanges(tx: Tx, changes: Change[]): Promise<number[]> {
  if (changes.length === 0) return []
  for (const change of changes) await updateTarget(tx, change)
  await announceChanges(tx, changes)
  const indexes = await appendLog(
    tx,
    changes.map((change) => ({
      kind: change.kind,
      at: change.at,
      subject: `notice:${change.noticeId}`,
      payload: toPayload(change),
      members: [change.fromMember],
    })),
  )
  await insertEvents(tx, changes, indexes)
  return indexes
}

/** The statement that the log commits to; no address and no person, the office and its role only. */
function toPayload(change: Change): object {
  return {
    statement: `${change.place}: ${change.detail}`,
    kind: change.kind,
    at: change.at.toISOString(),
    notice: change.noticeId,
    target: change.targetId,
    place: change.place,
    role: change.role,
    state: change.state,
    detail: change.detail,
  }
}

async function updateTarget(tx: Tx, change: Change): Promise<void> {
  const acknowledged =
    change.kind === 'notice.told' ||
    change.kind === 'notice.understood' ||
    change.kind === 'notice.acted'
  await tx
    .updateTable('notice_targets')
    .set({
      state: change.state,
      rank: change.rank,
      due_at: change.dueAt ?? null,
      ...(acknowledged
        ? {
            acknowledged_at: change.at,
            acknowledged_by: change.acknowledgedBy ?? null,
            fault: null,
          }
        : {}),
      ...(change.fault === undefined ? {} : { fault: change.fault }),
    })
    .where('id', '=', change.targetId)
    .execute()
}

async function announceChanges(tx: Tx, changes: Change[]): Promise<void> {
  for (const noticeId of new Set(changes.map((change) => change.noticeId))) {
    const mine = changes.filter((change) => change.noticeId === noticeId)
    const members = await concerned(
      tx,
      mine.map((change) => change.targetId),
      mine[0]!.fromMember,
    )
    await announce(tx, { kind: 'notice.changed', subject: noticeId, at: mine[0]!.at, members })
  }
}

/** The sender, and the offices (and their states) among the members that the targets belong to. */
export async function concerned(
  tx: Tx,
  targetIds: string[],
  fromMember: string,
): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    select distinct m.id from members m join notice_targets t
      on m.jurisdiction = t.jurisdiction or m.jurisdiction = left(t.jurisdiction, 2)
    where t.id = any(${targetIds}::uuid[])`.execute(tx)
  return [...new Set([fromMember, ...rows.rows.map((row) => row.id)])]
}

type HistoryEvent = Pick<
  Change,
  'noticeId' | 'targetId' | 'at' | 'state' | 'rank' | 'dueAt' | 'detail'
> & {
  kind: ChangeKind | 'notice.sent'
}

/** History rows, a statement per thousand; one index alone stands for all events. */
export async function insertEvents(
  tx: Tx,
  events: HistoryEvent[],
  indexes: number[],
): Promise<void> {
  const rows = events.map((event, i) => ({
    notice_id: event.noticeId,
    target_id: event.targetId,
    at: event.at,
    kind: event.kind,
    state: event.state,
    rank: event.rank,
    due_at: event.dueAt ?? null,
    detail: event.detail,
    log_index: indexes[i] ?? indexes[0]!,
  }))
  for (let i = 0; i < rows.length; i += 1000) {
    await tx
      .insertInto('notice_events')
      .values(rows.slice(i, i + 1000))
      .execute()
  }
}
