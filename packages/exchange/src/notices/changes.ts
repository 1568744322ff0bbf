import type { TargetState } from '@tocsin/api'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { announce } from '../live/announce.ts'
import type { Doer } from '../log/actor.ts'
import { appendLog, type Act } from '../log/append.ts'
import type { Shown, ShownText } from './shown.ts'

/** What happened to a target; the log entry is `notice.<kind>` or `delivery.<kind>`. */
type ChangeKind =
  | 'delivery.sent'
  | 'delivery.unknown'
  | 'delivery.delayed'
  | 'delivery.failed'
  | 'text.sent'
  | 'text.delivered'
  | 'text.failed'
  | 'text.unknown'
  | 'text.heard'
  | 'notice.opened'
  | 'notice.called'
  | 'notice.not-me'
  | 'notice.asked'
  | 'notice.question-answered'
  | 'notice.printed'
  | 'notice.resent'
  | 'notice.told'
  | 'notice.understood'
  | 'notice.acted'
  | 'notice.escalated'
  | 'notice.unreachable'
  | 'notice.closed'
  | 'notice.corrected'
  | 'notice.cleared'

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
  by: Doer
  /** Shown to people who follow the notice. */
  detail: string
  acknowledgedBy?: string
  /** Rank of the contact who answered. */
  answeredRank?: number
  fault?: string
  /** What an office was shown, where the change is an act of its own. */
  shown?: { shown: Shown | ShownText; shownSha256: string }
}

/**
 * Writes what happened to targets: their state, their history, the log and the live screens, in the
 * caller's transaction. Rows of the targets must be locked by the caller. Where `act` is given, that one entry of the
 * log stands for all the changes.
 */
export async function recordChanges(tx: Tx, changes: Change[], act?: Act): Promise<number[]> {
  if (changes.length === 0 && !act) return []
  await updateTargets(tx, changes)
  await announceChanges(tx, changes)
  const indexes = await appendLog(tx, act ? [act] : changes.map(toAct))
  await insertEvents(tx, changes, indexes)
  return indexes
}

/** What the log records of a change; the notice's sender may have the receipt, and an office that did it signed in. */
export function toAct(change: Change): Act {
  return {
    kind: change.kind,
    at: change.at,
    subject: `notice:${change.noticeId}`,
    payload: toPayload(change),
    by: change.by,
    members: [...new Set([change.fromMember, ...membersOf(change.by)])],
  }
}

function membersOf(by: Doer): string[] {
  return typeof by !== 'string' && 'memberId' in by ? [by.memberId] : []
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
    ...change.shown,
  }
}

const ACKNOWLEDGED: readonly ChangeKind[] = ['notice.told', 'notice.understood', 'notice.acted']

/** Puts targets where the last of their changes leaves them, in one statement. */
async function updateTargets(tx: Tx, changes: Change[]): Promise<void> {
  const standings = new Map<string, object>()
  for (const change of changes) {
    const answered = ACKNOWLEDGED.includes(change.kind)
    standings.set(change.targetId, {
      ...standings.get(change.targetId),
      id: change.targetId,
      state: change.state,
      rank: change.rank,
      due_at: change.dueAt ?? null,
      ...(answered
        ? {
            acknowledged_at: change.at,
            acknowledged_by: change.acknowledgedBy ?? null,
            answered_rank: change.answeredRank ?? null,
            fault: '',
          }
        : {}),
      ...(change.fault === undefined ? {} : { fault: change.fault }),
    })
  }
  const text = JSON.stringify([...standings.values()])
  await sql`update notice_targets t set state = c.state, rank = c.rank, due_at = c.due_at,
      acknowledged_at = coalesce(c.acknowledged_at, t.acknowledged_at),
      acknowledged_by = case when c.acknowledged_at is null then t.acknowledged_by else c.acknowledged_by end,
      answered_rank = coalesce(c.answered_rank, t.answered_rank),
      fault = nullif(coalesce(c.fault, t.fault), '')
    from json_populate_recordset(null::notice_targets, ${text}::json) c where t.id = c.id`.execute(
    tx,
  )
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

/** The sender, and the offices among the members that the targets belong to or stand below. */
export async function concerned(
  tx: Tx,
  targetIds: string[],
  fromMember: string,
): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    select distinct m.id from notice_targets t
    join jurisdictions j on j.id = t.jurisdiction
    join members m on m.jurisdiction = any(j.lineage)
    where t.id = any(${targetIds}::uuid[])`.execute(tx)
  return [...new Set([fromMember, ...rows.rows.map((row) => row.id)])]
}

type HistoryEvent = Pick<
  Change,
  'noticeId' | 'targetId' | 'at' | 'state' | 'rank' | 'dueAt' | 'detail' | 'acknowledgedBy'
> & {
  kind: ChangeKind | 'notice.sent'
}

/** History rows in one statement; one index alone stands for all events. */
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
    acknowledged_by: event.acknowledgedBy ?? null,
    log_index: indexes[i] ?? indexes[0]!,
  }))
  await insertRows(tx, 'notice_events', rows)
}
