import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { OfficeEvent, SentNotice } from './incidents.ts'
import type { Period } from './store.ts'

type NoticeRow = { id: string; entry: number; corrects: string[]; releases: string[] }

/**
 * Notices sent in the period but for tests, each with what it rests on as far as the reader may know it: the notices that it corrects, their
 * releases, the findings of these, and cases that the reader's own member works. Read as an operator.
 */
export async function selectSent(tx: Tx, { from, to }: Period): Promise<SentNotice[]> {
  const { rows } = await sql<NoticeRow>`
    with recursive back as (
      select id as sent, id, corrects, release_id, log_index from notices
      where kind <> 'reachability' and sent_at >= ${from}::timestamptz and sent_at < ${to}::timestamptz
      union all select b.sent, n.id, n.corrects, n.release_id, b.log_index from back b join notices n on n.id = b.corrects)
    select sent as id, log_index::float8 as entry, array_agg(id::text) as corrects,
      array_remove(array_agg(distinct release_id::text), null) as releases
    from back group by sent, log_index order by log_index`.execute(tx)
  const known = await selectReleases(tx, [...new Set(rows.flatMap(({ releases }) => releases))])
  const cases = await selectCases(tx, [
    ...new Set(rows.flatMap(({ corrects, releases }) => [...corrects, ...releases])),
  ])
  return rows.map(({ id, entry, corrects, releases }) => {
    const own = known.filter((one) => releases.includes(one.id))
    const refs = [...corrects, ...releases]
    const worked = cases.filter((one) => refs.includes(one.ref))
    return {
      id,
      entry,
      ties: [
        ...corrects.map((one) => `notice:${one}`),
        ...releases.map((one) => `release:${one}`),
        ...own.flatMap(({ finding }) => (finding ? [`finding:${finding}`] : [])),
        ...worked.map((one) => `case:${one.id}`),
      ],
      sightings: [
        ...own.map((one) => ({ by: 'release' as const, entry: one.entry })),
        ...own.flatMap(({ found }) =>
          found === null ? [] : [{ by: 'finding' as const, entry: Number(found) }],
        ),
        ...worked.flatMap((one) =>
          one.reports.map((report) => ({ by: 'report' as const, entry: Number(report) })),
        ),
      ],
    }
  })
}

type ReleaseRow = { id: string; entry: number; finding: string | null; found: number | null }

async function selectReleases(tx: Tx, ids: readonly string[]): Promise<ReleaseRow[]> {
  if (ids.length === 0) return []
  const asked = sql`${sql.val([...ids])}::uuid[]`
  const { rows } = await sql<ReleaseRow>`
    select r.id::text as id, r.log_index::float8 as entry, r.finding_id::text as finding, f.index::float8 as found
    from releases r left join tocsin_finding_entries(${asked}) f on f.release_id = r.id
    where r.id = any(${asked})`.execute(tx)
  return rows
}

type CaseRow = { id: string; ref: string; reports: number[] }

/** Cases that the reader sees any of these in, with the entries of the reports in them that it has. */
async function selectCases(tx: Tx, refs: readonly string[]): Promise<CaseRow[]> {
  if (refs.length === 0) return []
  const { rows } = await sql<CaseRow>`
    select i.case_id::text as id, i.ref::text as ref, array(select o.log_index::float8 from case_items c
      join office_reports o on o.id = c.ref
      where c.case_id = i.case_id and c.kind = 'report' and c.taken_out_at is null) as reports
    from case_items i where i.kind in ('notice', 'release') and i.taken_out_at is null
      and i.ref = any(${sql.val([...refs])}::uuid[])`.execute(tx)
  return rows
}

/** The first of each kind of event at each office of these notices before the end, and each office to which none came once. */
export async function selectOfficeEvents(
  tx: Tx,
  notices: readonly string[],
  to: string,
): Promise<OfficeEvent[]> {
  const { rows } = await sql<OfficeEvent>`
    select t.notice_id::text as notice, t.jurisdiction || ' ' || t.role as office, e.kind, coalesce(min(e.log_index), -1)::float8 as entry
    from notice_targets t left join notice_events e on e.target_id = t.id and e.at < ${to}::timestamptz
      and e.kind in ('delivery.sent', 'notice.told', 'notice.understood', 'notice.acted')
    where t.notice_id = any(${sql.val([...notices])}::uuid[])
    group by t.id, t.notice_id, t.jurisdiction, t.role, e.kind`.execute(tx)
  return rows
}

/** What these entries state of when they were made. */
export async function selectTimesOf(
  db: Db,
  entries: readonly number[],
): Promise<Map<number, string>> {
  const { rows } = await sql<{ index: number; time: string }>`
    select index::float8 as index, leaf::json ->> 'time' as time from log_entries
    where index = any(${sql.val([...entries])}::bigint[])`.execute(db)
  return new Map(rows.map(({ index, time }) => [index, time]))
}
