/** Releases found by their title, or by what their objects hold; each asked of the rules before it is named. */
import { SEARCH_NAMED, type SearchHit } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Viewer } from '../http/viewer.ts'
import { selectReleasesById, type ReleaseRow } from '../sharing/select.ts'
import { decideLook, decideReading } from '../sharing/verdict.ts'
import { holdsEach } from '../db/holds.ts'
import { toValuePattern, type Wanted } from './words.ts'

/** Objects whose text is looked through, the newest of those that the member may read. */
const LOOKED = 20_000
/** Releases asked of the rules for those that are named: of what a rule hides another takes the place. */
const ASKED = 4 * SEARCH_NAMED

type Found = { items: SearchHit[]; more: boolean }

/** Releases sent or received whose title holds each word, newest first. */
export async function findReleases(
  ctx: Context,
  tx: Tx,
  viewer: Viewer,
  { parts, text }: Wanted,
): Promise<Found> {
  const { rows } = await sql<{ id: string }>`
    select r.id from releases r
    left join release_recipients my on my.release_id = r.id and my.member_id = ${viewer.memberId}::uuid
    where (r.from_member = ${viewer.memberId}::uuid or my.member_id is not null)
      and (${holdsEach(sql`r.title`, parts)} or r.id::text = lower(${text}))
    order by r.position desc limit ${ASKED + 1}`.execute(tx)
  const ids = rows.map(({ id }) => id)
  const shown = await shownOf(tx, viewer, ids, (row) =>
    decideLook(row, viewer, momentOf(ctx), ctx.policies),
  )
  return capped(shown.map(toHit), ids.length > ASKED)
}

type Holding = { id: string; count: number; types: string[] }

/**
 * Releases whose objects hold the words in a value, or are the value: looked up by id among all, by text among the newest. What
 * is named is the release and how many objects of which types, none of what else they say.
 */
export async function findHolding(
  ctx: Context,
  tx: Tx,
  viewer: Viewer,
  { text, stixIds }: Wanted,
): Promise<Found & { looked: { objects: number; all: boolean } }> {
  const { rows } = await sql<Holding & { looked: number }>`
    with newest as materialized (select o.row, o.type, o.stix_id, lower(o.body) as body from objects o order by o.row desc limit ${LOOKED}),
    hits as (
      select row, type, stix_id from newest
        where case when position(lower(${JSON.stringify(text).slice(1, -1)}) in body) > 0 then body ~ lower(${toValuePattern(text)}) else false end
      union select o.row, o.type, o.stix_id from objects o where o.stix_id = any(${sql.val([...stixIds])}::text[])),
    held as (
      select r.id, r.position, count(distinct h.stix_id)::int as count, array_agg(distinct h.type) as types
      from hits h join release_objects ro on int8range(ro.first_row, ro.last_row, '[]') @> h.row
        join releases r on r.id = ro.release_id and r.recalled_at is null
      group by r.id order by r.position desc limit ${ASKED + 1})
    select held.id, held.count, held.types, n.looked
    from (select count(*)::int as looked from newest) n left join held on true order by held.position desc`.execute(
    tx,
  )
  const held = rows.filter(({ id }) => id !== null)
  const byId = new Map(held.map((row) => [row.id, row]))
  const shown = await shownOf(tx, viewer, [...byId.keys()], (row) =>
    decideReading(row, viewer, momentOf(ctx), ctx.policies),
  )
  const hits = shown.map((row) => {
    const { count, types } = byId.get(row.id)!
    return { ...toHit(row), objects: { count, types } }
  })
  const looked = rows[0]?.looked ?? 0
  return { ...capped(hits, held.length > ASKED), looked: { objects: looked, all: looked < LOOKED } }
}

/** In the order of `ids`, those that the rules let be shown. */
async function shownOf(
  tx: Tx,
  { memberId }: Viewer,
  ids: readonly string[],
  decide: (row: ReleaseRow) => { allow: boolean },
): Promise<ReleaseRow[]> {
  const rows = await selectReleasesById(tx, memberId, ids)
  return ids.flatMap((id) => {
    const row = rows.get(id)
    return row && decide(row).allow ? [row] : []
  })
}

function toHit(row: ReleaseRow): SearchHit {
  return { id: row.id, title: row.title, of: row.from_name, at: row.released_at.toISOString() }
}

function capped(items: SearchHit[], isCut: boolean): Found {
  return { items: items.slice(0, SEARCH_NAMED), more: isCut || items.length > SEARCH_NAMED }
}

function momentOf(ctx: Context) {
  return { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'api' as const }
}
