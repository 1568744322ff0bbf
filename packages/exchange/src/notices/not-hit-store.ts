/** What is on file of who was told that their place is not known to be hit; read as owner, for the sender alone. */
import type { Counts, MaybeHit, NoticeLink, OfficeRole, TargetState } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { IS_CORRECTED, PLACE } from './place.ts'
import { countStates } from './rules.ts'
import { toLink } from './shape.ts'
import type { LinkRow } from './versions.ts'

/** Places of a notice, and places that were told something else since, by a correction of it or of what they were told before. */
export async function selectToldOf(db: Db, noticeId: string) {
  const { rows } = await sql<{ jurisdiction: string; isFirst: boolean; reversed: boolean }>`
    with recursive line as (
      select id from notices where id = ${noticeId}::uuid
      union select n.id from notices n join line on n.corrects = line.id),
    reversed as (
      select n.id from notices n join not_hit_notices s on n.corrects = s.notice_id
        where s.of_notice = ${noticeId}::uuid
      union select n.id from notices n join reversed r on n.corrects = r.id)
    select t.jurisdiction, bool_or(t.notice_id = ${noticeId}::uuid) as "isFirst",
      bool_or(t.notice_id in (select id from reversed)) as reversed
    from notice_targets t
    where t.notice_id in (select id from line union select id from reversed)
    group by t.jurisdiction`.execute(db)
  return {
    first: rows.filter(({ isFirst }) => isFirst).map(({ jurisdiction }) => jurisdiction),
    since: rows.map(({ jurisdiction, reversed }) => ({ jurisdiction, reversed })),
  }
}

/** Places that were told, of this notice, that they are not known to be hit. */
export async function selectToldNotHit(db: Db, noticeId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('notice_targets')
    .innerJoin('not_hit_notices', 'not_hit_notices.notice_id', 'notice_targets.notice_id')
    .select('jurisdiction')
    .distinct()
    .where('of_notice', '=', noticeId)
    .execute()
  return new Set(rows.map((row) => row.jurisdiction))
}

/**
 * Of each of these places the newest other notice of the sender that went to an office of it, is open and was not corrected
 * there. A place that had the notice itself, or a correction of it, is not among those that are asked about.
 */
export async function selectOtherNotices(
  db: Db,
  memberId: string,
  places: readonly string[],
): Promise<Map<string, { id: string; subject: string; sentAt: string }>> {
  const { rows } = await sql<{ jurisdiction: string; id: string; sent_at: Date; subject: string }>`
    select distinct on (t.jurisdiction) t.jurisdiction, n.id, n.sent_at,
      n.texts -> n.main_language ->> 'subject' as subject
    from notice_targets t join notices n on n.id = t.notice_id
    where t.from_member = ${memberId}::uuid and t.jurisdiction = any(${sql.val([...places])}::text[])
      and n.kind = 'notice' and n.closed_at is null and not ${IS_CORRECTED}
    order by t.jurisdiction, n.log_index desc`.execute(db)
  return new Map(
    rows.map(({ jurisdiction, id, subject, sent_at: at }) => [
      jurisdiction,
      { id, subject, sentAt: at.toISOString() },
    ]),
  )
}

type ToldRow = LinkRow & {
  known_at: Date
  states: { state: TargetState; corrected: boolean }[]
}

type ToldNotHit = NoticeLink & { knownAt: string; counts: Counts; corrected: number }

/** What a notice is to those that were told that they are not hit: which it belongs to, which belong to it, and what came up since. */
export async function readNotHit(
  db: Db,
  noticeId: string,
  now: Date,
): Promise<{ notHitOf?: NoticeLink; toldNotHit?: ToldNotHit[]; maybeHit?: MaybeHit[] }> {
  const of = await selectNotHitOf(db, noticeId)
  const told = await selectTellings(db, noticeId, now)
  const maybe = of ? await selectMaybeHit(db, noticeId) : []
  return {
    ...(of ? { notHitOf: toLink(of) } : {}),
    ...(told.length > 0 ? { toldNotHit: told.map(toTold) } : {}),
    ...(maybe.length > 0 ? { maybeHit: maybe } : {}),
  }
}

async function selectNotHitOf(db: Db, noticeId: string): Promise<LinkRow | undefined> {
  const { rows } = await sql<LinkRow>`
    select n.id, n.kind, n.sent_at, n.texts, n.main_language,
      (select count(*)::int from notice_targets t where t.notice_id = n.id) as offices
    from not_hit_notices s join notices n on n.id = s.of_notice
    where s.notice_id = ${noticeId}::uuid`.execute(db)
  return rows[0]
}

async function selectTellings(db: Db, noticeId: string, now: Date): Promise<ToldRow[]> {
  const { rows } = await sql<ToldRow>`
    select n.id, n.kind, n.sent_at, n.texts, n.main_language, n.known_at, s.states,
      json_array_length(s.states) as offices
    from not_hit_notices h join notices n on n.id = h.notice_id
    cross join lateral (
      select json_agg(json_build_object('corrected', ${IS_CORRECTED}, 'state',
        case when t.state = 'waiting' and t.due_at <= ${now} then 'overdue' else t.state end)) as states
      from notice_targets t where t.notice_id = n.id) s
    where h.of_notice = ${noticeId}::uuid order by n.log_index desc`.execute(db)
  return rows
}

function toTold(row: ToldRow): ToldNotHit {
  const open = row.states.filter(({ corrected }) => !corrected)
  return {
    ...toLink(row),
    knownAt: row.known_at.toISOString(),
    counts: countStates(open.map(({ state }) => state)),
    corrected: row.states.length - open.length,
  }
}

type MaybeRow = {
  jurisdiction: string
  place: string
  role: OfficeRole
  why: MaybeHit['why']
  at: Date
  notice: string | null
}

/**
 * Offices without a correction to which the same sender sent another notice since, or which reported something to it since: each
 * by the newest; an office that is a member reports by its own people too. What that is about a person has to read.
 */
async function selectMaybeHit(db: Db, noticeId: string): Promise<MaybeHit[]> {
  const { rows } = await sql<MaybeRow>`
    with open as (
      select t.jurisdiction, t.role, t.from_member, ${PLACE}, n.sent_at, n.log_index
      from notice_targets t join notices n on n.id = t.notice_id join jurisdictions j on j.id = t.jurisdiction
      where t.notice_id = ${noticeId}::uuid and not ${IS_CORRECTED}),
    signs as (
      select o.jurisdiction, o.role, o.place, 'notice' as why, n.sent_at as at, n.id as notice
      from open o join notice_targets t on t.jurisdiction = o.jurisdiction and t.from_member = o.from_member
      join notices n on n.id = t.notice_id
      where n.kind = 'notice' and n.corrects is null and n.log_index > o.log_index
      union all
      select o.jurisdiction, o.role, o.place, 'report', r.received_at, null
      from open o join office_reports r on r.to_member = o.from_member left join members w on w.id = r.from_member
      where coalesce(r.jurisdiction, w.jurisdiction) = o.jurisdiction and r.received_at >= o.sent_at)
    select distinct on (place, role, why) * from signs order by place, role, why, at desc`.execute(
    db,
  )
  return rows.map(({ at, notice, ...row }) => ({
    ...row,
    at: at.toISOString(),
    ...(notice ? { notice } : {}),
  }))
}
