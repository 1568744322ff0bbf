import type { Counts, NoticeKind, NoticeTexts, OfficeRole, TargetState } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { IS_CORRECTED, OWES_ANSWER, PLACE } from './place.ts'

export type NoticeRow = {
  id: string
  kind: NoticeKind
  from_id: string
  from_name: string
  from_kind: string
  tlp: string
  texts: NoticeTexts
  main_language: string
  answer_within: number
  release_id: string | null
  election_id: string | null
  sent_at: Date
  closed_at: Date | null
  close_reason: string | null
  log_index: number
  corrects: string | null
  corrected: number
  vendor_id: string | null
  vendor_name: string | null
  system_id: string | null
  system_name: string | null
  known_at: Date | null
}

export type TargetRow = {
  id: string
  notice_id: string
  jurisdiction: string
  place: string
  role: OfficeRole
  state: TargetState
  rank: number
  due_at: Date | null
  contact: string | null
  acknowledged_by: string | null
  acknowledged_at: Date | null
  fault: string | null
  call_back_code: string
  corrects: string | null
  is_corrected: boolean
}

/** Columns of a notice `n` and its sender `m`. */
export const NOTICE = sql`n.id, n.kind, m.id as from_id, m.name as from_name, m.kind as from_kind, n.tlp, n.texts, n.main_language,
  n.answer_within, n.release_id, n.election_id, n.sent_at, n.closed_at, n.close_reason, n.log_index, n.corrects, n.vendor_id, n.system_id, n.known_at,
  tocsin_vendor_name(n.id) as vendor_name, tocsin_system_name(n.id) as system_name,
  (select count(*)::int from notice_targets t where t.notice_id = n.id and ${IS_CORRECTED}) as corrected`

export async function selectNotice(db: Db, id: string): Promise<NoticeRow | undefined> {
  const found =
    await sql<NoticeRow>`select ${NOTICE} from notices n join members m on m.id = n.from_member
    where n.id = ${id}`.execute(db)
  return found.rows[0]
}

/** States of the targets of each notice that the reader may see. */
export async function selectCounts(
  db: Db,
  noticeIds: string[],
  now: Date,
): Promise<Map<string, Counts>> {
  const found = await sql<Counts & { notice_id: string }>`
    with t as (select notice_id, case when state = 'waiting' and due_at <= ${now} then 'overdue' else state end as state
      from notice_targets where notice_id = any(${noticeIds}::uuid[]))
    select notice_id,
      count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'told')::int as told,
      count(*) filter (where state = 'understood')::int as understood, count(*) filter (where state = 'acted')::int as acted,
      count(*) filter (where state = 'overdue')::int as overdue,
      count(*) filter (where state = 'unreachable')::int as unreachable
    from t group by notice_id`.execute(db)
  return new Map(found.rows.map(({ notice_id, ...counts }) => [notice_id, counts]))
}

/** A target as it stands now; the contact's title is behind row-level security and comes by a function of the owner. */
export async function selectTarget(db: Db, id: string): Promise<TargetRow | undefined> {
  const found = await sql<TargetRow>`
    select t.id, t.notice_id, t.jurisdiction, ${PLACE}, t.role, t.state, t.rank, t.due_at, t.acknowledged_by,
      t.acknowledged_at, t.fault, t.call_back_code, t.corrects, ${IS_CORRECTED} as is_corrected, tocsin_contact_title(t.id, t.rank) as contact
    from notice_targets t join jurisdictions j on j.id = t.jurisdiction
    where t.id = ${id}`.execute(db)
  return found.rows[0]
}

/** Offices of a notice that were given less time than it gives, by how much. */
export async function selectShorter(
  db: Db,
  noticeId: string,
): Promise<{ answerWithin: number; offices: number }[]> {
  const found = await sql<{ answerWithin: number; offices: number }>`
    select answer_within as "answerWithin", count(*)::int as offices from notice_targets
    where notice_id = ${noticeId} and answer_within is not null group by 1 order by 1`.execute(db)
  return found.rows
}

export type MailRow = {
  notice_id: string
  queued: number
  handed_over: number
  failed: number
  returned: number
  perhaps_twice: number
}

/** Mails of each notice by how far they came; none where the reader may not know. */
export async function selectMails(db: Db, noticeIds: string[]): Promise<Map<string, MailRow>> {
  const found = await sql<MailRow>`
    select notice_id, count(*) filter (where state = 'queued')::int as queued,
      count(*) filter (where state = 'sent')::int as handed_over,
      count(*) filter (where state = 'failed' and bounced_at is null)::int as failed,
      count(*) filter (where bounced_at is not null)::int as returned,
      count(*) filter (where unknown_tries > 0 and attempts > 0)::int as perhaps_twice
    from deliveries where notice_id = any(${noticeIds}::uuid[]) and channel = 'mail' group by notice_id`.execute(
    db,
  )
  return new Map(found.rows.map((row) => [row.notice_id, row]))
}

/** Languages of the contacts of a notice, once for each contact; read as owner by whoever may see the notice. */
export async function selectLanguages(db: Db, noticeId: string): Promise<string[]> {
  const found = await sql<{ language: string }>`
    select c.language from notice_contacts c join notice_targets t on t.id = c.target_id
    where t.notice_id = ${noticeId}`.execute(db)
  return found.rows.map((row) => row.language)
}

export type EventRow = {
  id: number
  at: Date
  target_id: string
  place: string
  kind: string
  detail: string
  log_index: number
}

type EventFilter = {
  before: number | undefined
  limit: number
  at: Date | undefined
  place: string | undefined
}

/** Newest first, from before event `before`; with `place`, of the offices there and of the places above and below it. */
export async function selectEvents(
  db: Db,
  noticeId: string,
  { before, limit, at, place }: EventFilter,
): Promise<EventRow[]> {
  const here = sql`and (j.lineage @> array[${place}]
    or t.jurisdiction = any((select lineage from jurisdictions where id = ${place})::text[]))`
  const found = await sql<EventRow>`
    select e.id, e.at, e.target_id, ${PLACE}, e.kind, e.detail, e.log_index
    from notice_events e join notice_targets t on t.id = e.target_id
    join jurisdictions j on j.id = t.jurisdiction
    where e.notice_id = ${noticeId} and e.id < ${before ?? Number.MAX_SAFE_INTEGER}
      ${at ? sql`and e.at <= ${at}` : sql``} ${place === undefined ? sql`` : here}
    order by e.id desc limit ${limit}`.execute(db)
  return found.rows
}

type OwnTargetRow = {
  id: string
  rank: number
  notice_id: string
  log_index: number
  awaits: number
}

/** Targets of the office of a place, those that await an answer first and then the newest, from after `last`. */
export async function selectOwnTargets(
  db: Db,
  place: string,
  page: { last: { awaits: number; index: number; id: string } | undefined; limit: number },
) {
  const { last, limit } = page
  const after = last
    ? sql`where (awaits, log_index, id) < (${last.awaits}, ${last.index}, ${last.id}::uuid)`
    : sql``
  const found = await sql<OwnTargetRow>`
    select * from (
      select t.id, t.rank, t.notice_id, n.log_index,
        ${OWES_ANSWER}::int as awaits
      from notice_targets t join notices n on n.id = t.notice_id where t.jurisdiction = ${place}) own
    ${after} order by awaits desc, log_index desc, id desc limit ${limit}`.execute(db)
  return found.rows
}

/** Index of the log entry of the last answer of an office; before there is one, of what it was shown last. */
export async function selectOfficeIndex(db: Db, targetId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('notice_events')
    .select('log_index')
    .where('target_id', '=', targetId)
    .where('kind', 'in', ['notice.opened', 'notice.told', 'notice.understood', 'notice.acted'])
    .orderBy(sql`kind = 'notice.opened'`)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.log_index
}

/** Who sent the notice with this call-back code, to which place and when; read as owner, by whoever was called. */
export async function selectByCode(db: Db, code: string) {
  return db
    .selectFrom('notice_targets')
    .innerJoin('notices', 'notices.id', 'notice_targets.notice_id')
    .innerJoin('members', 'members.id', 'notices.from_member')
    .innerJoin('jurisdictions', 'jurisdictions.id', 'notice_targets.jurisdiction')
    .select(['members.name as from', 'jurisdictions.name as place', 'notices.sent_at'])
    .where('call_back_code', '=', code)
    .executeTakeFirst()
}
