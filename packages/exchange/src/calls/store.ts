import type {
  CallContact,
  CallOutcome,
  NoticeKind,
  NoticeTexts,
  OfficeRole,
  TargetState,
  ToldBy,
} from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Db, Tx } from '../db/database.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { OWES_ANSWER } from '../notices/place.ts'

export type OfficeRow = {
  id: string
  place: string
  role: OfficeRole
  state: TargetState
  rank: number
  fault: string | null
  time_zone: string | null
  told_before: ToldBy[] | null
  total: number
}

/** Offices of a notice that still owe an answer: those nobody can reach first, then those overdue, longest first. */
export async function selectOffices(
  db: Db,
  noticeId: string,
  { all, now, limit }: { all: boolean; now: Date; limit: number },
): Promise<OfficeRow[]> {
  const pressing = sql`(t.state in ('overdue', 'unreachable') or t.due_at <= ${now}
    or 'telephone' = any(t.told_before)
    or t.state = 'told' and t.due_at is null
    or exists (select from deliveries d where d.target_id = t.id and d.rank = t.rank and d.state = 'failed')
    or exists (select from notice_calls c where c.target_id = t.id and c.ended_at is null and c.ends_at > ${now}))`
  const { rows } = await sql<OfficeRow>`
    select (count(*) over ())::int as total, t.id, j.full_name as place, t.role, t.rank, t.fault, t.told_before, j.time_zone,
      case when t.state = 'waiting' and t.due_at <= ${now} then 'overdue' else t.state end as state
    from notice_targets t join notices n on n.id = t.notice_id join jurisdictions j on j.id = t.jurisdiction
    where t.notice_id = ${noticeId}::uuid and ${OWES_ANSWER} ${all ? sql`` : sql`and ${pressing}`}
    order by 'telephone' = any(t.told_before) is not true, t.state <> 'unreachable', t.state <> 'overdue', t.due_at nulls first, j.full_name, t.role
    limit ${sql.lit(limit)}`.execute(db)
  return rows
}

export type CallRow = {
  id: string
  target_id: string
  rank: number
  title: string
  begun_at: Date
  ends_at: Date
  ended_at: Date | null
  outcome: CallOutcome | null
  spoke_with: string | null
  log_index: number
  person_id: string
  by: string
}

/** Calls to offices, oldest first. */
export async function selectCalls(db: Db, targetIds: string[]): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`
    select c.id, c.target_id, c.rank, k.title, c.begun_at, c.ends_at, c.ended_at, c.outcome, c.spoke_with, c.log_index,
      c.person_id, p.name as by
    from notice_calls c join people p on p.id = c.person_id
      join notice_contacts k on k.target_id = c.target_id and k.rank = c.rank
    where c.target_id = any(${targetIds}::uuid[]) order by c.begun_at, c.id`.execute(db)
  return rows
}

/** Contacts of offices with the numbers that the viewer may have, as they stand on file now. */
export async function selectCallees(
  ctx: Context,
  viewer: Viewer,
  targetIds: string[],
): Promise<Map<string, CallContact[]>> {
  const { db } = ctx.database
  const { rows } = await sql<
    Omit<CallContact, 'phone'> & { target_id: string; contact_id: string; wrong: boolean }
  >`
    select k.target_id, k.contact_id, k.rank, k.title, k.language,
      count(c.id)::int as calls, coalesce(bool_or(c.outcome = 'wrong-number'), false) as wrong
    from notice_contacts k left join notice_calls c on c.target_id = k.target_id and c.rank = k.rank
    where k.target_id = any(${targetIds}::uuid[])
    group by k.target_id, k.contact_id, k.rank, k.title, k.language order by k.target_id, k.rank`.execute(
    db,
  )
  const ids = [...new Set(rows.map((row) => row.contact_id))]
  const phones = await asMember(db, toReader(viewer), ctx.clock.now(), async (tx) =>
    ids.length === 0
      ? []
      : tx.selectFrom('contacts').select(['id', 'phone']).where('id', 'in', ids).execute(),
  )
  const byId = new Map(phones.map(({ id, phone }) => [id, phone]))
  const byTarget = new Map<string, CallContact[]>()
  for (const { target_id: targetId, contact_id: contactId, wrong, ...contact } of rows) {
    const phone = byId.get(contactId)
    const one = { ...contact, ...(phone ? { phone } : {}), wrongNumber: wrong }
    byTarget.set(targetId, [...(byTarget.get(targetId) ?? []), one])
  }
  return byTarget
}

export type CallFacts = {
  call_back_code: string
  texts: NoticeTexts
  main_language: string
  kind: NoticeKind
  /** Up to when the sender knew that the place is not hit, where it says so. */
  known_at: Date | null
  from: string
  place: string
  title: string
  language: string
  corrects: { texts: NoticeTexts; main_language: string } | null
}

/** What a caller says rests on this; nothing where the office has no such contact. */
export async function selectCallFacts(
  db: Db | Tx,
  targetId: string,
  rank: number,
): Promise<CallFacts | undefined> {
  const { rows } = await sql<CallFacts>`
    select t.call_back_code, n.texts, n.main_language, n.kind, n.known_at, m.name as from, j.full_name as place, k.title, k.language,
      (select json_build_object('texts', b.texts, 'main_language', b.main_language) from notices b where b.id = n.corrects) as corrects
    from notice_targets t join notices n on n.id = t.notice_id join members m on m.id = n.from_member
      join jurisdictions j on j.id = t.jurisdiction
      join notice_contacts k on k.target_id = t.id and k.rank = ${rank}
    where t.id = ${targetId}::uuid`.execute(db)
  return rows[0]
}

/** The call under way with an office at `now`, if any. */
export async function selectOpenCall(tx: Tx, targetId: string, now: Date) {
  return tx
    .selectFrom('notice_calls')
    .innerJoin('people', 'people.id', 'notice_calls.person_id')
    .select([
      'notice_calls.id',
      'rank',
      'person_id',
      'notice_calls.ends_at',
      'wrong_codes',
      'people.name as by',
    ])
    .where('target_id', '=', targetId)
    .where('ended_at', 'is', null)
    .where('notice_calls.ends_at', '>', now)
    .executeTakeFirst()
}

/** The notice whose caller reads these six digits now, for whoever has nothing of it at hand; read as owner. */
export async function selectByHalf(db: Db, half: string, now: Date) {
  const { rows } = await sql<{ from: string; place: string; sent_at: Date }>`
    select m.name as from, j.name as place, n.sent_at
    from notice_calls c join notice_targets t on t.id = c.target_id join notices n on n.id = c.notice_id
      join members m on m.id = n.from_member join jurisdictions j on j.id = t.jurisdiction
    where c.ended_at is null and c.ends_at > ${now} and replace(t.call_back_code, '-', '') like ${`${half}%`}`.execute(
    db,
  )
  // Two offices with the same half at once: neither is proven by it.
  return rows.length === 1 ? rows[0] : undefined
}
