/** Notices that everybody may read, and what a CAP alert says of any; read as owner. */
import type { Bulletin, NoticeKind, NoticeTexts, Tlp } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

export type BulletinRow = {
  id: string
  kind: NoticeKind
  from: string
  from_kind: Bulletin['fromKind']
  tlp: Tlp
  texts: NoticeTexts
  main_language: string
  sent_at: Date
  log_index: number
  corrects: string | null
  corrects_hidden: boolean
  is_part: boolean
  corrected_by: { id: string; kind: NoticeKind; at: string; is_part: boolean }[] | null
}

/** Whether a notice leaves offices of what it corrects or clears as they were: of `notices c`. */
const IS_PART = sql`(c.corrects is not null and exists (select from notice_targets t where t.notice_id = c.corrects
  and not exists (select from notice_targets s join notices m on m.id = s.notice_id where s.corrects = t.id
    and (m.id = c.id or m.kind = c.kind and m.log_index < c.log_index))))`

/** Newest first, from before entry `before` of the log, or the one with this id. */
export async function selectBulletins(
  db: Db,
  page: { id?: string; before?: number | undefined; limit: number },
): Promise<BulletinRow[]> {
  const { rows } = await sql<BulletinRow>`
    select c.id, c.kind, m.name as from, m.kind as from_kind, c.tlp, c.texts, c.main_language, c.sent_at, c.log_index,
      c.corrects, c.corrects is not null and not exists (select from notices b where b.id = c.corrects and b.public_at is not null)
        as corrects_hidden,
      ${IS_PART} as is_part,
      (select json_agg(json_build_object('id', c.id, 'kind', c.kind, 'at', c.sent_at, 'is_part', ${IS_PART}) order by c.log_index)
        from notices c where c.corrects = n.id and c.public_at is not null) as corrected_by
    from notices n join notices c on c.id = n.id join members m on m.id = n.from_member
    where n.public_at is not null and n.log_index < ${page.before ?? Number.MAX_SAFE_INTEGER}
      ${page.id === undefined ? sql`` : sql`and n.id = ${page.id}::uuid`}
    order by n.log_index desc limit ${page.limit}`.execute(db)
  return rows
}

export type CapRow = {
  id: string
  kind: NoticeKind
  tlp: Tlp
  from: string
  texts: NoticeTexts
  sent_at: Date
  log_index: number
  known_at: Date | null
  is_part: boolean
  is_public: boolean
}

/** What an alert says of a notice. */
export async function selectCap(db: Db, id: string): Promise<CapRow | undefined> {
  const { rows } = await sql<CapRow>`
    select c.id, c.kind, c.tlp, m.name as from, c.texts, c.sent_at, c.log_index, c.known_at,
      ${IS_PART} as is_part, c.public_at is not null as is_public
    from notices c join members m on m.id = c.from_member where c.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** What a notice corrects or clears, with what that corrected, oldest first. */
export async function selectEarlier(db: Db, id: string): Promise<{ id: string; sentAt: Date }[]> {
  const { rows } = await sql<{ id: string; sentAt: Date }>`
    with recursive line as (
      select id, corrects, 0 as step from notices where id = ${id}::uuid
      union all select n.id, n.corrects, line.step + 1 from notices n join line on n.id = line.corrects)
    select n.id, n.sent_at as "sentAt" from line join notices n on n.id = line.id where step > 0 order by step desc`.execute(
    db,
  )
  return rows
}

type Area = { name: string; ocdId: string }

/** Places of a notice; read as a member, those that it may see. */
export async function selectAreas(db: Db, id: string): Promise<Area[]> {
  const { rows } = await sql<Area>`
    select distinct j.full_name as name, j.ocd_id as "ocdId" from notice_targets t join jurisdictions j on j.id = t.jurisdiction
    where t.notice_id = ${id}::uuid order by 1`.execute(db)
  return rows
}

/** The country of the exchange. */
export async function selectCountry(db: Db): Promise<Area> {
  const { rows } = await sql<Area>`
    select name, ocd_id as "ocdId" from jurisdictions where parent is null order by id limit 1`.execute(
    db,
  )
  return rows[0]!
}
