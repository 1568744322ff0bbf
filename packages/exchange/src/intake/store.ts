import type { OfficeRole, ReportFile, ReportHop, ReportKind, ReportState } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export type ReportRow = {
  id: string
  position: number
  reference: string
  kind: ReportKind
  seen_where: string
  seen_at: Date | null
  what: string
  struck: number
  place: string
  role: OfficeRole | null
  to_id: string
  to_name: string
  to_kind: string
  received_at: Date
  answer_by: Date
  state: ReportState
  joined_to: string | null
  files: ReportFile[]
  hops: (Omit<ReportHop, 'logIndex' | 'by' | 'words'> & {
    by: string | null
    words: string | null
    index: number
  })[]
  duplicates: string[]
}

type ReportFilter =
  | { id: string }
  | { office: { jurisdiction: string; role: string }; limit: number }
  | { from: string; limit: number }
  | { party: string; limit: number }
  | { to: string; before: number | undefined; limit: number }

function whereOf(filter: ReportFilter) {
  if ('id' in filter) return sql`r.id = ${filter.id}::uuid`
  if ('office' in filter)
    return sql`r.jurisdiction = ${filter.office.jurisdiction} and r.role = ${filter.office.role}`
  if ('from' in filter) return sql`r.from_member = ${filter.from}::uuid`
  if ('party' in filter) return sql`r.party_id = ${filter.party}::uuid`
  return sql`r.to_member = ${filter.to}::uuid and r.position < ${filter.before ?? Number.MAX_SAFE_INTEGER}`
}

/** Reports with their files and hops; which ones, the reader's rows and the filter decide. */
export async function selectReports(db: Db | Tx, filter: ReportFilter): Promise<ReportRow[]> {
  const where = whereOf(filter)
  const limit = 'limit' in filter ? filter.limit : 1
  const { rows } = await sql<ReportRow>`
    select r.id, r.position::int, r.reference, r.kind, r.seen_where, r.seen_at, r.what, r.struck, coalesce(j.full_name, r.reporter) as place, r.role,
      m.id as to_id, m.name as to_name, m.kind as to_kind, r.received_at, r.answer_by, r.state, r.joined_to,
      coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'sha256', f.sha256, 'state', f.state)
        order by f.name, f.sha256) from report_files f where f.report_id = r.id), '[]') as files,
      (select json_agg(json_build_object('at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'kind', e.kind,
        'by', b.name, 'words', e.words, 'index', e.log_index) order by e.id)
        from report_events e left join members b on b.id = e.by_member where e.report_id = r.id) as hops,
      array(select o.id from office_reports o where o.to_member = r.to_member and o.id <> r.id
        and abs(extract(epoch from o.received_at - r.received_at)) < 604800
        and coalesce(o.joined_to, o.id) <> coalesce(r.joined_to, r.id)
        and (o.kind = r.kind and o.where_key = r.where_key
          or exists (select from report_files f join report_files g on g.sha256 = f.sha256
            where f.report_id = r.id and g.report_id = o.id))
        order by o.position limit 20) as duplicates
    from office_reports r left join jurisdictions j on j.id = r.jurisdiction join members m on m.id = r.to_member
    where ${where} order by r.position desc limit ${sql.lit(limit)}`.execute(db)
  return rows
}

/** Reports of an office, a member or a party, all of them. */
export async function countReports(db: Db | Tx, filter: ReportFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from office_reports r where ${whereOf(filter)}`.execute(db)
  return rows[0]!.n
}

/** From whom a report came that nobody signed. */
const PUBLIC = 'The public'

/** So many late reports an operator is shown at once. */
const LATE = 200

/**
 * Reports whose time is over and that nobody has answered, longest first, with how many there are in all; read as owner, without what
 * they say.
 */
export async function selectLate(db: Db, now: Date) {
  // Those of the public stand behind those of offices.
  const { rows } = await sql<{
    total: number
    reference: string
    kind: ReportKind
    place: string
    to_id: string
    to_name: string
    to_kind: string
    received_at: Date
    answer_by: Date
  }>`
    select (count(*) over ())::int as total, r.reference, r.kind, r.place, m.id as to_id, m.name as to_name, m.kind as to_kind, r.received_at, r.answer_by
    from (select 0 as of_public, o.reference, o.kind, coalesce(j.full_name, o.reporter) as place, o.to_member, o.received_at, o.answer_by, o.position
        from office_reports o left join jurisdictions j on j.id = o.jurisdiction where o.state <> 'answered' and o.answer_by <= ${now}
      union all select 1, p.reference, p.kind, ${PUBLIC}, p.to_member, p.received_at, p.answer_by, p.position
        from public_reports p where p.state in ('waiting', 'escalated') and p.answer_by <= ${now}) r
      join members m on m.id = r.to_member
    order by r.of_public, r.answer_by, r.position limit ${sql.lit(LATE)}`.execute(db)
  return rows
}

/** The bytes of a piece of evidence, where they are kept; read as owner, once the reader was found to have the report. */
export async function selectContent(
  db: Db,
  reportId: string,
  sha256: string,
): Promise<Uint8Array | undefined> {
  const file = await db
    .selectFrom('report_files')
    .select('content')
    .where('report_id', '=', reportId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return file?.content ?? undefined
}
