/** Networks that are known again by each other, each as it stood at an instant. All run in a reader's transaction. */
import { type ChosenState, type Confidence, MOST_SEASONS, type Season } from '@tocsin/api'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

export type SeasonRow = {
  id: string
  headline: string
  file_name: string | null
  found_at: Date
  first_at: Date
  last_at: Date
  accounts: number | null
  held: number
}

/** So many networks are walked: a lineage of more is told in part. */
const MOST_WALKED = 1000

/**
 * Networks that the one which leads this finding is tied to, by links in either direction and by others in turn, the first found first;
 * nothing where the reader has no such finding. `isPart` where more are tied to it than are walked. Cost: two look-ups a network.
 */
export async function selectLineage(
  tx: Tx,
  id: string,
): Promise<{ rows: SeasonRow[]; isPart: boolean }> {
  const { rows } = await sql<SeasonRow>`
    with recursive tied(id) as (
      select coalesce(leader, id) from findings where id = ${id}::uuid
      union
      select l.other from tied t cross join lateral (
        select earlier_id as other from finding_links where finding_id = t.id
        union all select finding_id from finding_links where earlier_id = t.id) l
    ), walked as (select id from tied limit ${sql.lit(MOST_WALKED + 1)})
    select f.id, coalesce(f.headline, f.title) as headline, u.file_name, f.found_at, f.first_at, f.last_at, f.accounts,
      coalesce(cardinality(f.account_keys), 0) as held
    from walked w join findings f on f.id = w.id
    left join detection_runs r on r.id = f.run_id left join uploads u on u.id = r.upload_id
    order by f.found_at, f.id`.execute(tx)
  return { rows, isPart: rows.length > MOST_WALKED }
}

type Beside = NonNullable<Season['beside']>

/** Of pairs of networks how many accounts both hold, and how many came and went; by the first of each and the second. */
export async function selectOverlaps(
  tx: Tx,
  pairs: readonly (readonly [now: string, before: string])[],
): Promise<Map<string, Beside>> {
  if (pairs.length === 0) return new Map()
  const { rows } = await sql<{ now: string; before: string; common: number; a: number; b: number }>`
    select p.now, p.before, cardinality(f.account_keys) as a, cardinality(g.account_keys) as b,
      (select count(*)::int from (select unnest(f.account_keys) intersect select unnest(g.account_keys)) i) as common
    from unnest(${pairs.map(([now]) => now)}::uuid[], ${pairs.map(([, before]) => before)}::uuid[]) as p(now, before)
    join findings f on f.id = p.now join findings g on g.id = p.before
    where f.account_keys is not null and g.account_keys is not null`.execute(tx)
  return new Map(
    rows.map(({ now, before, common, a, b }) => [
      `${now} ${before}`,
      { id: before, common, came: a - common, went: b - common },
    ]),
  )
}

/** What was said last of each network by an instant. */
export async function selectSaid(
  tx: Tx,
  ids: readonly string[],
  at: Date,
): Promise<Map<string, NonNullable<Season['said']>>> {
  const { rows } = await sql<{
    id: string
    state: ChosenState
    note: string | null
    by: string | null
    at: Date
  }>`
    select distinct on (c.finding_id) c.finding_id as id, c.state, c.note, b.name as by, c.at
    from finding_changes c left join people b on b.id = c.changed_by
    where c.finding_id = any(${[...ids]}::uuid[]) and c.at <= ${at}
    order by c.finding_id, c.version desc`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        state: row.state,
        ...(row.note === null ? {} : { note: row.note }),
        by: row.by ?? 'an API key',
        at: row.at.toISOString(),
      },
    ]),
  )
}

/** The network of each finding: of itself where it leads, and of those that fold under it. */
export async function selectFolded(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('findings')
    .select(['id', 'leader'])
    .where((eb) => eb.or([eb('id', 'in', ids), eb('leader', 'in', ids)]))
    .execute()
  return new Map(rows.map(({ id, leader }) => [id, leader ?? id]))
}

type TechniqueThen = Season['techniques'][number]

/** Techniques that stood named of findings at an instant, by network. */
export async function selectTechniquesThen(
  tx: Tx,
  networkOf: ReadonlyMap<string, string>,
  at: Date,
): Promise<Map<string, TechniqueThen[]>> {
  const { rows } = await sql<{
    ref: string
    id: string
    then: { code: string | null; name: string }
    confidence: Confidence
    by: string | null
    at: Date
  }>`
    select m.ref, m.technique_id as id, s.technique as then, s.confidence, b.name as by, s.at
    from technique_mappings m
    cross join lateral (select * from technique_mapping_says x where x.mapping_id = m.id and x.at <= ${at}
      order by x.version desc limit 1) s
    left join people b on b.id = s.person_id
    where m.kind = 'finding' and m.ref = any(${[...networkOf.keys()]}::uuid[]) and s.state = 'stands'
    order by s.technique ->> 'code' nulls last, s.at, m.id`.execute(tx)
  const found = new Map<string, TechniqueThen[]>()
  for (const row of rows) {
    const network = networkOf.get(row.ref)!
    const { code, name } = row.then
    const told = {
      id: row.id,
      ...(code === null ? {} : { code }),
      name,
      confidence: row.confidence,
      by: row.by ?? 'somebody',
      at: row.at.toISOString(),
    }
    const known = found.get(network) ?? []
    // The same technique of two traces of one network is told once, as it was named first.
    if (!known.some(({ id }) => id === row.id)) found.set(network, [...known, told])
  }
  return found
}

/** Of a lineage, the first found first, what is shown of an instant: the newest that were found by then. */
export function shownOf(
  rows: readonly SeasonRow[],
  at: Date,
): { shown: SeasonRow[]; later: number; beyond: number } {
  const known = rows.filter(({ found_at: found }) => found <= at)
  const shown = known.slice(-MOST_SEASONS)
  return { shown, later: rows.length - known.length, beyond: known.length - shown.length }
}
