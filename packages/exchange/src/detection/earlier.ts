/** Which networks of earlier runs a network is known again by, and what was said of those and of the findings that fold under it. */
import type { EarlierNetwork, EarlierTriage } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** Of the networks that are the same, the newest so many. */
const KEPT = 50

/**
 * Links networks to those of earlier runs and imports of their member that are the same: of the accounts that stand in either document at
 * least half stand in both (Jaccard). `ids` are of findings that were just weighed. What two runs find at the same time is not linked.
 */
export async function linkEarlier(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`insert into finding_links (finding_id, earlier_id, member_id, common, total)
    select id, earlier_id, member_id, common, total from (
      select f.id, g.id as earlier_id, f.member_id, c.common, t.total,
        row_number() over (partition by f.id order by g.found_at desc, g.id) as place
      from findings f
      join findings g on g.member_id = f.member_id and g.kind = f.kind and g.account_keys && f.account_keys
        and coalesce(g.leader, g.id) = g.id and g.found_at <= f.found_at
        and (g.run_id is distinct from f.run_id or f.run_id is null and g.found_at < f.found_at)
      cross join lateral (select count(*)::int as common
        from (select unnest(f.account_keys) intersect select unnest(g.account_keys)) i) c
      cross join lateral (select cardinality(f.account_keys) + cardinality(g.account_keys) - c.common as total) t
      where f.id = any(${sql.val([...ids])}::uuid[]) and coalesce(f.leader, f.id) = f.id and 2 * c.common >= t.total) l
    where place <= ${KEPT}
    on conflict do nothing`.execute(tx)
}

/** The networks that one is linked to, the last found first. */
export async function selectLinked(db: Db | Tx, id: string): Promise<EarlierNetwork[]> {
  const rows = await db
    .selectFrom('finding_links as l')
    .innerJoin('findings as f', 'f.id', 'l.earlier_id')
    .leftJoin('detection_runs as r', 'r.id', 'f.run_id')
    .leftJoin('uploads as u', 'u.id', 'r.upload_id')
    .select(['f.id', 'f.headline', 'f.title', 'f.found_at', 'f.first_at', 'f.last_at'])
    .select(['l.common', 'l.total', 'u.file_name'])
    .where('l.finding_id', '=', id)
    .orderBy('f.found_at', 'desc')
    .orderBy('f.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    headline: row.headline ?? row.title,
    ...(row.file_name === null ? {} : { fileName: row.file_name }),
    foundAt: row.found_at.toISOString(),
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    common: row.common,
    total: row.total,
  }))
}

type Row = {
  of: string
  id: string
  headline: string
  how: EarlierTriage['how']
  state: EarlierTriage['state']
  assignee: string | null
  assignee_name: string | null
  note: string | null
  by: string | null
  at: Date
  common: number | null
  total: number | null
}

/** Networks of earlier runs of which one network tells. */
const TOLD = 3

/** By network: what was said last of each finding that folds under it, and of the networks of earlier runs that it is, the last first. */
export async function selectEarlier(
  db: Db | Tx,
  ids: readonly string[],
): Promise<Map<string, EarlierTriage[]>> {
  if (ids.length === 0) return new Map()
  const wanted = sql`${sql.val([...ids])}::uuid[]`
  const { rows } = await sql<Row>`
    select * from (
      select s.*, row_number() over (partition by s.of, s.how order by s.at desc, s.id) as place from (
        select o.of, o.how, o.common, o.total, g.id, coalesce(g.headline, g.title) as headline, c.state, c.note, c.at,
          c.assignee, a.name as assignee_name, b.name as by
        from (select g.leader as of, g.id, 'folds-here' as how, null::int as common, null::int as total
            from findings g where g.leader = any(${wanted}) and g.id <> g.leader
          union all select l.finding_id, l.earlier_id, 'earlier-run', l.common, l.total
            from finding_links l where l.finding_id = any(${wanted})) o
        join findings g on g.id = o.id
        cross join lateral (select * from finding_changes x where x.finding_id = g.id order by x.version desc limit 1) c
        left join people a on a.id = c.assignee
        left join people b on b.id = c.changed_by) s) t
    where how = 'folds-here' or place <= ${TOLD} order by at desc, id`.execute(db)
  const told = new Map<string, EarlierTriage[]>()
  for (const row of rows) told.set(row.of, [...(told.get(row.of) ?? []), toEarlier(row)])
  return told
}

function toEarlier(row: Row): EarlierTriage {
  return {
    id: row.id,
    headline: row.headline,
    how: row.how,
    state: row.state,
    ...(row.assignee === null
      ? {}
      : { assignee: { id: row.assignee, name: row.assignee_name ?? 'somebody' } }),
    ...(row.note === null ? {} : { note: row.note }),
    by: row.by ?? 'an API key',
    at: row.at.toISOString(),
    ...(row.common === null || row.total === null ? {} : { common: row.common, total: row.total }),
  }
}
