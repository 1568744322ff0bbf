/**
 * A page of a feed in one statement, for a reader's transaction (`asMember`). Positions are dates added in
 * microseconds, which grow in commit order; a cursor is `after:horizon`, and nothing past the horizon, the end of the
 * feed when its first page was asked for, counts. So the same cursor always means the same page.
 */
import { fromMicros, type ObjectQuery, type Page, toMicros } from '@tocsin/taxii'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** No page holds more, whatever is asked. */
export const MAX_LIMIT = 1_000_000

/** Where a page starts and where its listing ends; both positions. */
export type Range = { after: number; horizon: number }

/** What a query reaches in a feed that ends at `horizon`; a cursor brings its own end. */
export function toRange({ after }: ObjectQuery, { horizon }: { horizon: number }): Range {
  if (after === undefined) return { after: 0, horizon }
  const [from = 0, to = 0] = after.split(':').map(Number)
  return { after: from, horizon: to }
}

/** Whether the feed ends before the page begins, as for a poller that has read everything. */
export function isPast(query: ObjectQuery, { after, horizon }: Range): boolean {
  return after >= horizon || toFloor(query) >= horizon
}

/** The position after which the query wants objects. */
export function toFloor({ addedAfter }: ObjectQuery): number {
  return addedAfter === undefined ? 0 : Number(toMicros(addedAfter))
}

export type Ends = { count: number; more: boolean; first: number | null; last: number | null }

/** Which of a page's releases are unread, and until when it holds. */
export type PageTerms = { unread: string[]; until: Date | null }

/** A page of object texts joined by commas, in one pass: the objects come in order, and are joined as they come; a sort would cost as much as all the rest. */
export async function selectTexts(
  tx: Tx,
  groupId: string,
  query: ObjectQuery,
  range: Range,
): Promise<Page<string> & PageTerms> {
  const result = await sql<
    Ends & { text: string | null; unread: string[] | null; until: Date | null }
  >`
    select page.*, (select array_agg(release_id) from release_reads where member_id = tocsin_viewer()
        and read_at is null and release_id = any(page.releases)) as unread,
      (select min(expires_at) from taxii_feed where member_id = tocsin_viewer() and group_id = ${groupId}::uuid
        and not recalled and expires_at > tocsin_now()) as until
    from (
      select count(*) filter (where kept)::int as count, count(*) > ${query.limit} as more,
        min(added) filter (where kept) as first, max(added) filter (where kept) as last,
        string_agg(body, ',') filter (where kept) as text,
        array_agg(release_id) filter (where kept) as releases
      from (select i.*, row_number() over () <= ${query.limit} as kept from (${pageOf(groupId, query, range)}) i) i
    ) page`.execute(tx)
  const row = result.rows[0]!
  const items = row.text ?? ''
  return { ...toPage(items, row, range), unread: row.unread ?? [], until: row.until }
}

export type ItemRow = {
  row: number
  added: number
  release_id: string
  stix_id: string
  version: string
  spec_version: string
  from_member: string
  object_count: number
}

/** The same page as rows without their texts. */
export async function selectItems(
  tx: Tx,
  groupId: string,
  query: ObjectQuery,
  range: Range,
): Promise<Page<ItemRow[]>> {
  const result = await sql<ItemRow>`
    select row, added, release_id, stix_id, version, spec_version, from_member, object_count
    from (${pageOf(groupId, query, range)}) page order by added`.execute(tx)
  const items = result.rows.slice(0, query.limit)
  const ends: Ends = {
    count: items.length,
    more: result.rows.length > query.limit,
    first: items[0]?.added ?? null,
    last: items.at(-1)?.added ?? null,
  }
  return toPage(items, ends, range)
}

/** What was read as the page that the query's range begins. */
export function toPage<T>(
  items: T,
  { count, more, first, last }: Ends,
  { horizon }: Range,
): Page<T> {
  if (first === null || last === null) return { items, count: 0, next: null }
  const date = (micros: number): string => fromMicros(BigInt(micros))
  const next = more ? `${last}:${horizon}` : null
  return { items, count, first: date(first), last: date(last), next }
}

/**
 * One row more than the limit, in order: release by release, each from the place where the page begins, until there are
 * enough. The releases are joined one by one on purpose: sorting what lies ahead would cost more the longer the feed is.
 */
function pageOf(
  groupId: string,
  query: ObjectQuery,
  { after, horizon }: Range,
): RawBuilder<unknown> {
  const floor = toFloor(query)
  const from = Math.max(after, floor)
  const limit = Math.min(query.limit, MAX_LIMIT) + 1
  const { ids, types, specVersions } = query
  const conditions = [
    sql`i.group_id = ${groupId}::uuid and i.upto = f.upto`,
    sql`i.row > ${from} - i.shift and i.row <= ${horizon} - i.shift`,
    ...(ids ? [sql`i.stix_id = any(${ids}::text[])`] : []),
    ...(types ? [sql`i.type = any(${types}::text[])`] : []),
    ...(specVersions ? [sql`i.spec_version = any(${specVersions}::text[])`] : []),
    isWanted(query.versions, floor, horizon),
  ]
  return sql`select i.* from (
      select upto from taxii_feed where member_id = tocsin_viewer() and group_id = ${groupId}::uuid
        and upto > ${from} and upto - object_count < ${horizon} order by upto) f
    cross join lateral (select i.* from taxii_items i where ${sql.join(conditions, sql` and `)}
      order by i.run, i.row limit ${limit}) i
    limit ${limit}`
}

/** Most objects were released once, in one version: these need no look at any other. */
const ALONE = sql`not i.is_repeated`

/** A version that came again, in another release or from another member, stands where it came first. */
const FIRST_SIGHT = sql`not exists (select 1 from taxii_items d where d.group_id = i.group_id
  and d.stix_id = i.stix_id and d.version_at = i.version_at and d.added < i.added)`

/** Section 3.4.1 of TAXII: last, first and exact versions, joined by OR, among what the rest of the query leaves. */
function isWanted(
  versions: ObjectQuery['versions'],
  floor: number,
  horizon: number,
): RawBuilder<unknown> {
  if (versions === 'all') return sql`(${ALONE} or ${FIRST_SIGHT})`
  const { first, last, exact } = versions
  // Postgres has no year 0, so nothing it holds is of that year.
  const possible = exact.filter((version) => version >= '0001')
  const isExact = sql`i.version_at = any(${possible}::timestamptz[])`
  if (!first && !last) return sql`${isExact} and (${ALONE} or ${FIRST_SIGHT})`
  const noRival = (than: '>' | '<'): RawBuilder<unknown> => sql`not exists (
    select 1 from taxii_items n where n.group_id = i.group_id and n.stix_id = i.stix_id
      and n.version_at ${sql.raw(than)} i.version_at and n.added > ${floor} and n.added <= ${horizon})`
  const wanted = [
    ...(last ? [noRival('>')] : []),
    ...(first ? [noRival('<')] : []),
    ...(exact.length > 0 ? [isExact] : []),
  ]
  return sql`(${ALONE} or (${FIRST_SIGHT} and (${sql.join(wanted, sql` or `)})))`
}
