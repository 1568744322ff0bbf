import type {
  CallContact,
  CallFilter,
  CallOutcome,
  NoticeKind,
  NoticeTexts,
  OfficeRole,
  TargetState,
  Tlp,
  ToldBy,
} from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Db, Tx } from '../db/database.ts'
import { holdsWords } from '../db/holds.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { callTimes, type CallTimes } from './hours.ts'
import { OWES_ANSWER } from '../notices/place.ts'

export type OfficeRow = {
  id: string
  notice_id: string
  texts: NoticeTexts
  main_language: string
  tlp: Tlp
  sent_at: Date
  jurisdiction: string
  place: string
  role: OfficeRole
  state: TargetState
  rank: number
  due_at: Date | null
  overdue_since: Date | null
  fault: string | null
  time_zone: string | null
  told_before: ToldBy[] | null
  told_at: Date | null
  total: number
}

/** Own notices that are open, or one of them; whether the rules let them be read is asked by the caller. */
export async function selectOpenNotices(
  db: Db,
  memberId: string,
  notice: string | undefined,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from notices where from_member = ${memberId}::uuid
      and ${notice === undefined ? sql`closed_at is null` : sql`id = ${notice}::uuid`} order by log_index desc`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** Offices of notices that still owe an answer, as the filter asks. */
export async function selectOffices(
  db: Db,
  notices: readonly string[],
  { filter, now, limit }: { filter: CallFilter; now: Date; limit: number },
): Promise<OfficeRow[]> {
  const { rows } = await sql<OfficeRow>`
    with owing as (
      select t.id, t.notice_id, n.texts, n.main_language, n.tlp, n.sent_at, t.jurisdiction, t.role, t.rank, t.due_at, t.fault,
        t.told_before, j.full_name as place, j.time_zone, case when t.state = 'told' then t.acknowledged_at end as told_at,
        case when t.state = 'waiting' and t.due_at <= ${now} then 'overdue' else t.state end as state,
        coalesce((select min(e.at) from notice_events e where e.target_id = t.id and e.state = 'overdue'),
          case when t.state = 'waiting' and t.due_at <= ${now} then t.due_at end) as overdue_since
      from notice_targets t join notices n on n.id = t.notice_id join jurisdictions j on j.id = t.jurisdiction
      where t.notice_id = any(${sql.val([...notices])}::uuid[]) and ${OWES_ANSWER}
        ${filter.all ? sql`` : sql`and ${pressing(now)}`})
    select (count(*) over ())::int as total, o.* from owing o where ${asked(filter)}
    order by ${orderOf(filter.sort ?? 'urgency')}, o.place, o.role, o.sent_at, o.id
    limit ${sql.lit(limit)}`.execute(db)
  return rows
}

/** Those whom nobody can reach or who did not answer in time, and those whom somebody is on the phone with. */
function pressing(now: Date) {
  return sql`(t.state in ('overdue', 'unreachable') or t.due_at <= ${now}
    or 'telephone' = any(t.told_before)
    or exists (select from notice_contacts k where k.target_id = t.id and k.rank = t.rank and k.call_at <= ${now})
    or t.state = 'told' and t.due_at is null
    or exists (select from deliveries d where d.target_id = t.id and d.rank = t.rank and d.channel = 'mail' and d.state = 'failed')
    or exists (select from notice_calls c where c.target_id = t.id and c.ended_at is null and c.ends_at > ${now}))`
}

const LAST_ENDED = sql`(select c.outcome from notice_calls c where c.target_id = o.id and c.ended_at is not null
  order by c.ended_at desc, c.id desc limit 1)`

function asked({ state, role, words, called }: CallFilter) {
  const subject = sql`o.texts::jsonb -> o.main_language ->> 'subject'`
  const wanted = [
    ...(state ? [sql`o.state = ${state}`] : []),
    ...(role ? [sql`o.role = ${role}`] : []),
    ...(words?.trim() ? [holdsWords(sql`concat_ws(' ', o.place, ${subject})`, words)] : []),
    ...(called === 'never'
      ? [sql`not exists (select from notice_calls c where c.target_id = o.id)`]
      : []),
    ...(called === 'reached'
      ? [sql`${LAST_ENDED} in ('told', 'understood', 'reached', 'wrong-code')`]
      : []),
    ...(called === 'not-reached' || called === 'wrong-number'
      ? [sql`${LAST_ENDED} = ${called}`]
      : []),
  ]
  return wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `)
}

function orderOf(sort: NonNullable<CallFilter['sort']>) {
  const longest = sql`coalesce(o.overdue_since, o.due_at) nulls last`
  if (sort === 'place') return sql`o.place`
  if (sort === 'longest') return longest
  if (sort === 'calls')
    return sql`(select count(*) from notice_calls c where c.target_id = o.id), ${longest}`
  return sql`'telephone' = any(o.told_before) is not true, o.state <> 'unreachable', o.state <> 'overdue', ${longest}`
}

export type KnownRow = {
  id: string
  mailed: number
  mailed_at: Date | null
  opened_at: Date | null
}

/** What offices are known to have had of a notice: mails that were handed over and did not come back, and their page opened. */
export async function selectKnown(db: Db, ids: readonly string[]): Promise<Map<string, KnownRow>> {
  const { rows } = await sql<KnownRow>`
    select t.id, d.mailed, d.mailed_at, (select max(e.at) from notice_events e where e.target_id = t.id and e.kind = 'notice.opened') as opened_at
    from unnest(${sql.val([...ids])}::uuid[]) as t(id)
    cross join lateral (select count(distinct d.rank)::int as mailed, max(d.settled_at) as mailed_at from deliveries d
      where d.target_id = t.id and d.channel = 'mail' and d.state = 'sent' and d.bounced_at is null) d`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, row]))
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

/** Calls to each of these offices that was called, oldest first. */
export async function selectCalls(db: Db, targetIds: string[]): Promise<Map<string, CallRow[]>> {
  const { rows } = await sql<CallRow>`
    select c.id, c.target_id, c.rank, k.title, c.begun_at, c.ends_at, c.ended_at, c.outcome, c.spoke_with, c.log_index,
      c.person_id, p.name as by
    from notice_calls c join people p on p.id = c.person_id
      join notice_contacts k on k.target_id = c.target_id and k.rank = c.rank
    where c.target_id = any(${targetIds}::uuid[]) order by c.begun_at, c.id`.execute(db)
  const byTarget = new Map<string, CallRow[]>()
  for (const row of rows) addTo(byTarget, row.target_id, row)
  return byTarget
}

function addTo<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const before = lists.get(key)
  if (before) before.push(one)
  else lists.set(key, [one])
}

type CalleeRow = Pick<CallContact, 'rank' | 'title' | 'language' | 'calls'> &
  CallTimes & { target_id: string; contact_id: string; wrong: boolean }

/** Contacts of offices with the numbers that the viewer may have, as they stand on file now. */
export async function selectCallees(
  ctx: Context,
  viewer: Viewer,
  targetIds: string[],
): Promise<Map<string, CallContact[]>> {
  const { db } = ctx.database
  const { rows } = await sql<CalleeRow>`
    select k.target_id, k.contact_id, k.rank, k.title, k.language, k.ways, k.time_zone, k.call_at, k.call_because,
      count(c.id)::int as calls, coalesce(bool_or(c.outcome = 'wrong-number'), false) as wrong
    from notice_contacts k left join notice_calls c on c.target_id = k.target_id and c.rank = k.rank
    where k.target_id = any(${targetIds}::uuid[])
    group by k.target_id, k.rank order by k.target_id, k.rank`.execute(db)
  const ids = [...new Set(rows.map((row) => row.contact_id))]
  const phones = await asMember(
    db,
    toReader(viewer),
    ctx.clock.now(),
    async (tx) =>
      (
        await sql<{ id: string; phone: string | null }>`
        select id, phone from contacts where id = any(${ids}::uuid[])`.execute(tx)
      ).rows,
  )
  const byId = new Map(phones.map(({ id, phone }) => [id, phone]))
  const byTarget = new Map<string, CallContact[]>()
  for (const row of rows) {
    const phone = byId.get(row.contact_id)
    const { rank, title, language, calls, wrong } = row
    const told = phone ? { phone, ...callTimes(row, ctx.clock.now()) } : {}
    addTo(byTarget, row.target_id, { rank, title, language, calls, wrongNumber: wrong, ...told })
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
