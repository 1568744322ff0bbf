/** Offices of a notice as they stood at an instant. */
import type { OfficeRole, TargetMails, TargetState, ToldBy } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { PLACE } from './place.ts'

export type PastTarget = {
  id: string
  jurisdiction: string
  lineage: string[]
  place: string
  role: OfficeRole
  state: TargetState
  rank: number
  due_at: Date | null
  contact: string | null
  acknowledged_by: string | null
  acknowledged_at: Date | null
  /** When the office became overdue, if it is. */
  overdue_since: Date | null
  /** State of the mail to the contact whose turn it is, where the reader may know. */
  mail: string | null
  /** Contacts by the state of their newest mail, where the reader may know of any. */
  mails: TargetMails | null
  detail: string
  /** Of a correction: how the office had what is corrected. */
  told_before: ToldBy[] | null
}

const INSTANTS = ['due_at', 'acknowledged_at', 'overdue_since'] as const
type InJson = Omit<PastTarget, (typeof INSTANTS)[number]> &
  Record<(typeof INSTANTS)[number], string | null>

function toPast(row: InJson): PastTarget {
  const [due_at, acknowledged_at, overdue_since] = INSTANTS.map((name) => {
    const at = row[name]
    return at === null ? null : new Date(at)
  }) as [Date | null, Date | null, Date | null]
  return { ...row, due_at, acknowledged_at, overdue_since }
}

/**
 * Targets as they stood at `at`, rebuilt from the history alone. They come as one text: read column by column, thousands of them take
 * longer here than in the database.
 */
export async function selectTargetsAt(db: Db, noticeId: string, at: Date): Promise<PastTarget[]> {
  const found = await sql<{ rows: string }>`
    with latest as (
      select distinct on (target_id) target_id, state, rank, due_at, detail,
        min(at) filter (where state = 'overdue') over (partition by target_id) as overdue_since,
        max(at) filter (where kind in ('notice.told', 'notice.understood', 'notice.acted'))
          over (partition by target_id) as acknowledged_at,
        max(id) filter (where acknowledged_by is not null) over (partition by target_id) as said_by
      from notice_events where notice_id = ${noticeId} and at <= ${at} and kind not in ('notice.opened', 'notice.called', 'notice.printed', 'text.delivered', 'text.failed', 'text.unknown', 'text.heard')
      order by target_id, id desc),
    mails as (
      select distinct on (target_id, rank) target_id, rank,
        case when bounced_at <= ${at} then 'bounced' when bounced_at is not null and sent_at <= ${at} then 'sent'
          when bounced_at is null and settled_at <= ${at} then state else 'queued' end as mail
      from deliveries where notice_id = ${noticeId} and channel = 'mail' and (queued_at is null or queued_at <= ${at})
      order by target_id, rank, queued_at desc nulls last),
    totals as (
      select target_id, json_build_object('queued', count(*) filter (where mail = 'queued'),
        'handedOver', count(*) filter (where mail = 'sent'), 'failed', count(*) filter (where mail = 'failed'),
        'returned', count(*) filter (where mail = 'bounced')) as mails
      from mails group by target_id)
    select coalesce(json_agg(found), '[]')::text as rows from (
    select t.id, t.jurisdiction, j.lineage, ${PLACE}, t.role, e.state, e.rank, e.due_at, e.detail, e.acknowledged_at,
      e.overdue_since, d.mail, totals.mails, t.told_before, c.title as contact, said.acknowledged_by
    from latest e
    left join notice_events said on said.id = e.said_by
    join notice_targets t on t.id = e.target_id
    left join mails d on d.target_id = e.target_id and d.rank = e.rank
    left join totals on totals.target_id = e.target_id
    left join tocsin_contact_titles(${noticeId}::uuid) c on c.target_id = e.target_id and c.rank = e.rank
    join jurisdictions j on j.id = t.jurisdiction) found`.execute(db)
  const rows = JSON.parse(found.rows[0]!.rows) as InJson[]
  return rows
    .map(toPast)
    .sort((a, b) => compare(a.jurisdiction, b.jurisdiction) || compare(a.role, b.role))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
