import type { MemberRef, PublicReport, PublicReportKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export type PublicRow = {
  id: string
  position: number
  reference: string
  kind: PublicReportKind
  to_id: string
  to_name: string
  to_kind: MemberRef['kind']
  masked_where: string | null
  masked_what: string | null
  masked: number
  struck: number
  received_at: Date
  answer_by: Date
  state: PublicReport['state']
  hops: {
    at: string
    kind: PublicReport['hops'][number]['kind']
    words: string | null
    index: number
  }[]
}

type Filter = { id: string } | { to: string; after: string[] | undefined; limit: number }

/** Reports as their readers may see them, by rows that the reader has: those that wait first, by their time. */
export async function selectPublicReports(db: Db | Tx, filter: Filter): Promise<PublicRow[]> {
  const where =
    'id' in filter
      ? sql`r.id = ${filter.id}::uuid`
      : sql`r.to_member = ${filter.to}::uuid ${filter.after ? sql`and (${RANK}, ${ORDER}, r.position) > (${filter.after[0]}::int, ${filter.after[1]}::bigint, ${filter.after[2]}::bigint)` : sql``}`
  const { rows } = await sql<PublicRow>`
    select r.id, r.position::int, r.reference, r.kind, m.id as to_id, m.name as to_name, m.kind as to_kind, r.masked_where, r.masked_what,
      r.masked, r.struck, r.received_at, r.answer_by, r.state,
      (select json_agg(json_build_object('at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'kind', e.kind,
        'words', e.words, 'index', e.log_index) order by e.id) from public_report_events e where e.report_id = r.id) as hops
    from public_reports r join members m on m.id = r.to_member
    where ${where} order by ${RANK}, ${ORDER}, r.position limit ${sql.lit('limit' in filter ? filter.limit : 1)}`.execute(
    db,
  )
  return rows
}

/** Open ones first, by when they must be answered; then the others, the newest first. */
const RANK = sql`(case when r.state in ('waiting', 'escalated') then 0 else 1 end)`
const ORDER = sql`(case when r.state in ('waiting', 'escalated') then 1 else -1 end * (extract(epoch from r.answer_by) * 1000)::bigint)`

/** The place of a row in that order. */
export function placeOf({
  state,
  answer_by: answerBy,
  position,
}: PublicRow): [number, number, number] {
  const isOpen = state === 'waiting' || state === 'escalated'
  return [isOpen ? 0 : 1, (isOpen ? 1 : -1) * answerBy.getTime(), position]
}

/** How many a member has not answered, and how many of them are late. */
export async function countOpen(db: Db | Tx, to: string): Promise<{ open: number; late: number }> {
  const { rows } = await sql<{ open: number; late: number }>`
    select count(*)::int as open, count(*) filter (where state = 'escalated')::int as late
    from public_reports where to_member = ${to}::uuid and state in ('waiting', 'escalated')`.execute(
    db,
  )
  return rows[0]!
}

/** To whom the public reports: the first hub with somebody who could answer. */
export async function selectReceiver(db: Db | Tx, now: Date): Promise<MemberRef | undefined> {
  const { rows } = await sql<MemberRef>`
    select m.id, m.name, m.kind from members m where m.kind = 'hub' and m.active
      and exists (select from people p where p.member_id = m.id and p.active and 'analyst' = any(p.roles)
        and (p.ends_at is null or p.ends_at > ${now}))
    order by m.created_at, m.id limit 1`.execute(db)
  return rows[0]
}
