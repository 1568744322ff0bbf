import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { STEPS, type Measured } from './times.ts'

export type Period = { from: string; to: string }

const BATCH = 20_000

/** Entries that state a time in the period, in the order of the log. */
export async function eachEntry(
  db: Db,
  { from, to }: Period,
  take: (index: number, leaf: string) => void,
): Promise<void> {
  for (let last = -1; ;) {
    const { rows } = await sql<{ index: number; leaf: string }>`
      select index, leaf from log_entries
      where index > ${last} and leaf::json ->> 'time' >= ${from} and leaf::json ->> 'time' < ${to}
      order by index limit ${sql.lit(BATCH)}`.execute(db)
    for (const { index, leaf } of rows) take(Number(index), leaf)
    if (rows.length < BATCH) return
    last = Number(rows.at(-1)!.index)
  }
}

/**
 * How long it took at the offices that notices sent in the period were made out to, by the first event of each step before
 * its end; half and nine in ten of them took no longer than `median` and `most`, which are times of offices. Read as an operator.
 */
export async function selectTimes(db: Db, { from, to }: Period): Promise<Measured[]> {
  const kinds = STEPS.flatMap(([step, , all]) => all.map((kind) => ({ step, kind })))
  const { rows } = await sql<Measured>`
    with steps as (
      select s.step, s.kind from jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as s(step text, kind text)
    ), first as (
      select distinct on (e.target_id, s.step) case when n.kind = 'reachability' then n.kind else 'notice' end as notice,
        s.step, n.log_index as sent, e.log_index as index,
        extract(epoch from e.at - n.sent_at)::float8 / 60 as minutes
      from notice_events e join notices n on n.id = e.notice_id join steps s on s.kind = e.kind
      where n.sent_at >= ${from}::timestamptz and n.sent_at < ${to}::timestamptz and e.at < ${to}::timestamptz
      order by e.target_id, s.step, e.id)
    select notice, step, count(*)::int as offices, max(minutes) as longest,
      percentile_disc(0.5) within group (order by minutes) as median,
      percentile_disc(0.9) within group (order by minutes) as most,
      array_agg(distinct sent)::float8[] || array_agg(index)::float8[] as indexes
    from first group by notice, step`.execute(db)
  return rows
}

export type OfficeCounts = { what: OfficeLine; offices: number; indexes: number[] }
export type OfficeLine = 'addressed' | 'handed-over' | 'answered' | 'unreached'

/**
 * Offices of notices sent in the period, each once, by what became of it before the end: addressed at all; had a mail
 * handed over; answered; no mail of any notice was handed over to it and it gave no answer. Tests are left out.
 */
export async function selectOfficeCounts(db: Db, { from, to }: Period): Promise<OfficeCounts[]> {
  const { rows } = await sql<OfficeCounts>`
    with addressed as (
      select t.id, t.jurisdiction || ' ' || t.role as office, n.log_index
      from notice_targets t join notices n on n.id = t.notice_id
      where n.kind <> 'reachability' and n.sent_at >= ${from}::timestamptz and n.sent_at < ${to}::timestamptz
    ), events as (
      select a.office, case when e.kind = 'delivery.sent' then 'handed-over' else 'answered' end as what, e.log_index
      from addressed a join notice_events e on e.target_id = a.id
      where e.at < ${to}::timestamptz
        and e.kind in ('delivery.sent', 'notice.told', 'notice.understood', 'notice.acted')
    ), counted as (
      select 'addressed' as what, office, log_index from addressed
      union all select what, office, log_index from events
      union all select 'unreached', office, log_index from addressed
        where office not in (select office from events))
    select what, count(distinct office)::int as offices, array_agg(distinct log_index)::float8[] as indexes
    from counted group by what`.execute(db)
  return rows
}

/** Refusals in the period by the rule that refused. */
export async function selectRefused(
  db: Db,
  { from, to }: Period,
): Promise<{ rule: string; count: number; indexes: number[] }[]> {
  const { rows } = await sql<{ rule: string; count: number; indexes: number[] }>`
    select rule, count(*)::int as count, array_agg(log_index)::float8[] as indexes from refusals
    where at >= ${from}::timestamptz and at < ${to}::timestamptz group by rule order by count(*) desc, rule`.execute(
    db,
  )
  return rows
}
