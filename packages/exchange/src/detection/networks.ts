/** Networks as listed: one row each with what its member made of it. Every function runs in a reader's transaction (`asMember`). */
import {
  TRIAGE_TABS,
  type ChosenState,
  type listNetworks,
  type Network,
  type QueryOf,
  type Standing,
  type TriageEntry,
  type TriageState,
  type TriageTab,
} from '@tocsin/api'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { PAGE_SIZE, readKey, readReal, REAL, toPage, UUID } from '../db/keyset.ts'
import { selectEarlier } from './earlier.ts'

type Row = {
  id: string
  run_id: string | null
  title: string
  trace: string
  accounts: number
  score: number
  first_at: Date
  last_at: Date
  found_at: Date
  headline: string
  standing: Standing
  place: number
  confidence: number | null
  explained_by: string | null
  q: number | null
  weight: number
  also_by: string[]
  folded: number
  file_name: string | null
  state: TriageState
  chosen: ChosenState
  releases: number
  assignee: string | null
  assignee_name: string | null
  note: string | null
  version: number
  changed_at: Date | null
  changed_by: string | null
  unread: string | null
}

/** How what stands is placed; among equals the weight decides. */
const PLACE = sql`case standing when 'stands' then 3 when 'unclear' then 2 when 'explained' then 1 else 0 end`

/** The newest change of a finding `f`, and how many releases of it or of one that folds under it stand: asked of each by itself. */
const OF_FEW = sql`
  left join lateral (select * from finding_changes x where x.finding_id = f.id order by x.version desc limit 1) c on true
  cross join lateral (select count(*)::int as releases from releases y
    where y.finding_id in (select g.id from findings g where g.id = f.id or g.leader = f.id) and y.recalled_at is null) s`

/** The same, worked out once for all of them: each row that is read is judged by row security, so it is read once. */
const OF_ALL = sql`
  left join (select distinct on (x.finding_id) * from finding_changes x order by x.finding_id, x.version desc) c on c.finding_id = f.id
  left join (select coalesce(g.leader, g.id) as lead, count(*)::int as releases
    from releases y join findings g on g.id = y.finding_id where y.finding_id is not null and y.recalled_at is null
    group by 1) s on s.lead = f.id`

/** Networks; one that is not yet weighed stands for itself, after all that are. */
function networks(made: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
  select f.id, f.run_id, f.title, f.trace, f.accounts, f.score, f.first_at, f.last_at, f.found_at,
    coalesce(f.headline, f.title) as headline, f.unread, coalesce(f.standing, 'unclear') as standing, f.confidence,
    coalesce(f.weight, 0) as weight, f.weight is not null as weighed, u.file_name, coalesce(c.version, 0) as version, c.note,
    c.assignee, a.name as assignee_name, c.at as changed_at,
    case when c.at is null then null else coalesce(b.name, 'an API key') end as changed_by, coalesce(s.releases, 0) as releases,
    coalesce(c.state, 'new') as chosen, case when s.releases > 0 and coalesce(c.state, 'new') in ('new', 'looking') then 'shared' else coalesce(c.state, 'new') end as state
  from findings f
  left join detection_runs r on r.id = f.run_id
  left join uploads u on u.id = r.upload_id
  ${made}
  left join people a on a.id = c.assignee
  left join people b on b.id = c.changed_by
  where f.kind = 'network' and coalesce(f.leader, f.id) = f.id`
}

/** A value of the document; nothing where that cannot be read. */
function ofDocument(name: string): RawBuilder<unknown> {
  return sql`case when n.weighed then d.body::json ->> ${sql.lit(name)} end`
}

/** The columns that a row shows, of `n`, a selection out of `networks`, with its document. */
const COLUMNS = sql`n.*, ${PLACE} as place, ${ofDocument('explainedBy')} as explained_by, (${ofDocument('q')})::float8 as q,
  array(select distinct g.trace from findings g where g.leader = n.id and g.id <> n.id order by 1) as also_by,
  (select count(*)::int from findings g where g.leader = n.id and g.id <> n.id) as folded`
const DOCUMENT = sql`left join lateral (select body from findings o where o.id = n.id) d on true`

/** What chance explains is listed apart for as long as nobody has taken it up. */
const IS_APART = sql`(standing = 'chance' and state = 'new')`

function inTab(tab: TriageTab): RawBuilder<unknown> {
  if (tab === 'chance') return IS_APART
  const states = tab === 'open' ? ['new', 'looking'] : [tab]
  return sql`(not ${IS_APART} and state = any(${sql.val(states)}::text[]))`
}

/** Who has a network, or one of the findings that fold under it, as it was given before that folded. */
function hasIt(assignee: string): RawBuilder<unknown> {
  return sql`(assignee = ${assignee}::uuid or exists (select from findings g
    cross join lateral (select x.assignee from finding_changes x where x.finding_id = g.id order by x.version desc limit 1) l
    where g.leader = m.id and g.id <> m.id and l.assignee = ${assignee}::uuid))`
}

type Query = QueryOf<typeof listNetworks>

function filtersOf({ standing, assignee, run, words }: Query): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (standing !== undefined) parts.push(sql`standing = ${standing}`)
  if (assignee === 'none') parts.push(sql`assignee is null`)
  else if (assignee !== undefined) parts.push(hasIt(assignee))
  if (run !== undefined) parts.push(sql`run_id = ${run}::uuid`)
  if (words !== undefined) parts.push(sql`position(lower(${words}) in lower(headline)) > 0`)
  return sql.join(parts, sql` and `)
}

/** A page of networks in their order, and how many there are under each tab. */
export async function selectNetworks(
  db: Db | Tx,
  query: Query,
): Promise<{ items: Network[]; next?: string; counts: Record<TriageTab, number> }> {
  const { after, limit = PAGE_SIZE, tab = 'open' } = query
  const [place, weight, id] = readKey(after, String.raw`\d`, REAL, UUID) ?? []
  const filters = filtersOf(query)
  const beyond =
    place === undefined
      ? sql`true`
      : sql`(${PLACE}, weight, id) < (${Number(place)}::int, ${readReal(weight!)}::float8, ${id}::uuid)`
  const found = await sql<Row & { counts: Partial<Record<TriageTab, number>> | null }>`
    with m as materialized (select * from (${networks(OF_ALL)}) m where ${filters}),
    n as (select * from m where ${inTab(tab)} and ${beyond}
      order by ${PLACE} desc, weight desc, id desc limit ${limit + 1}),
    told as (select json_object_agg(t.tab, t.count) as counts from (
      select t.tab, count(*)::int as count from m
      cross join lateral (values ${sql.join(TRIAGE_TABS.map((one) => sql`(${one}::text, ${inTab(one)})`))}) t (tab, holds)
      where t.holds group by t.tab) t)
    select ${COLUMNS}, told.counts from told left join n on true ${DOCUMENT}
    order by place desc, n.weight desc, n.id desc`.execute(db)
  const counts = found.rows[0]?.counts ?? {}
  const told = Object.fromEntries(TRIAGE_TABS.map((one) => [one, counts[one] ?? 0])) as Record<
    TriageTab,
    number
  >
  // Where the page is empty the counts stand alone.
  const rows = found.rows.filter(({ id }) => id !== null)
  const page = toPage(rows, limit, {
    key: (row) => [row.place, row.weight, row.id],
    shape: (row) => row,
  })
  return { ...page, items: await toNetworks(db, page.items), counts: told }
}

/** Networks by the ids of the findings that lead them, in the order of the list. */
export async function selectNetworksById(db: Db | Tx, ids: readonly string[]): Promise<Network[]> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from (select * from (${networks(OF_FEW)}) m where id = any(${sql.val([...ids])}::uuid[])) n ${DOCUMENT}
    order by place desc, n.weight desc, n.id desc`.execute(db)
  return toNetworks(db, rows)
}

async function toNetworks(db: Db | Tx, rows: readonly Row[]): Promise<Network[]> {
  const earlier = await selectEarlier(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...toNetwork(row), earlier: earlier.get(row.id) ?? [] }))
}

/** The finding that leads the network of this one. */
export async function selectLeader(db: Db | Tx, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('findings')
    .select(['id', 'leader'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && (row.leader ?? row.id)
}

/** Changes of which a dossier tells, the newest. */
const HISTORY = 200

/** All that was made of a network and of the findings that fold under it, last first. */
export async function selectHistory(db: Db | Tx, id: string): Promise<TriageEntry[]> {
  const rows = await db
    .selectFrom('finding_changes as c')
    .innerJoin('findings as f', 'f.id', 'c.finding_id')
    .leftJoin('people as a', 'a.id', 'c.assignee')
    .leftJoin('people as b', 'b.id', 'c.changed_by')
    .select(['c.version', 'c.at', 'c.state', 'c.note', 'c.log_index', 'c.finding_id'])
    .select(['a.name as assignee', 'b.name as by', 'f.headline', 'f.title'])
    .where((eb) => eb.or([eb('f.id', '=', id), eb('f.leader', '=', id)]))
    .orderBy('c.log_index', 'desc')
    .limit(HISTORY)
    .execute()
  return rows.map((row) => ({
    version: row.version,
    at: row.at.toISOString(),
    by: row.by ?? 'an API key',
    state: row.state as TriageEntry['state'],
    ...(row.assignee === null ? {} : { assignee: row.assignee }),
    ...(row.note === null ? {} : { note: row.note }),
    logIndex: Number(row.log_index),
    ...(row.finding_id === id
      ? {}
      : { of: { id: row.finding_id, headline: row.headline ?? row.title } }),
  }))
}

/** Analysts of a member, by name. */
export async function selectAnalysts(
  db: Db | Tx,
  memberId: string,
): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('member_id', '=', memberId)
    .where('active', '=', true)
    .where(sql<boolean>`'analyst' = any(roles)`)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

function toNetwork(row: Row): Omit<Network, 'earlier'> {
  return {
    id: row.id,
    kind: 'network',
    ...(row.run_id ? { runId: row.run_id } : {}),
    title: row.title,
    trace: row.trace,
    accounts: row.accounts,
    score: row.score,
    ...(row.confidence === null ? {} : { confidence: row.confidence }),
    ...(row.q === null ? {} : { q: row.q }),
    ...(row.explained_by === null ? {} : { explainedBy: row.explained_by }),
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    foundAt: row.found_at.toISOString(),
    headline: row.headline,
    standing: row.standing,
    alsoBy: row.also_by,
    folded: row.folded,
    ...(row.file_name === null ? {} : { fileName: row.file_name }),
    state: row.state,
    chosen: row.chosen,
    releases: row.releases,
    ...(row.assignee === null
      ? {}
      : { assignee: { id: row.assignee, name: row.assignee_name ?? 'somebody' } }),
    ...(row.note === null ? {} : { note: row.note }),
    version: row.version,
    ...(row.changed_at === null ? {} : { changedAt: row.changed_at.toISOString() }),
    ...(row.changed_by === null ? {} : { changedBy: row.changed_by }),
    ...(row.unread === null ? {} : { unread: row.unread }),
  }
}
