/** What the member keeps, and how releases came out against it. Read as the member. */
import { KEPT_DAYS, type KeptList, type Lookback, type LookbackMatch } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, readNumber, sealedList, toPage, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectReleasesById } from '../sharing/select.ts'
import { decideLook } from '../sharing/verdict.ts'
import { selectHitMails } from './mails.ts'
import { decayOf } from './decay.ts'
import { type MatchRow, type ReleaseHits, toKeptList, toMatch } from './shape.ts'

export async function readLookback(ctx: Context, viewer: Viewer): Promise<Lookback> {
  // Read as owner: of mails about a member's own work row-level security shows nobody any.
  const mails = await selectHitMails(ctx.database.db, viewer.memberId)
  return read(ctx, viewer, async (tx) => {
    const chosen = await tx
      .selectFrom('lookback_members')
      .select(['days', 'min_score', 'decay'])
      .executeTakeFirst()
    const { rows } = await sql<{ count: number }>`
      select count(distinct release_id)::int as count from lookback_matches where hits > 0 and opened_at is null`.execute(
      tx,
    )
    return {
      days: chosen?.days ?? KEPT_DAYS.usual,
      minScore: chosen?.min_score ?? 0,
      decay: decayOf(chosen?.decay ?? []),
      lists: await selectLists(tx, viewer.memberId),
      unopened: rows[0]!.count,
      mails,
    }
  })
}

/** Throws `not-found`. */
export async function readKeptList(ctx: Context, viewer: Viewer, id: string): Promise<KeptList> {
  const lists = await read(ctx, viewer, (tx) => selectLists(tx, viewer.memberId))
  const found = lists.find((list) => list.id === id)
  if (!found) throw new ExchangeError('not-found', 'no such list')
  return found
}

/** The lists, the newest first. One is caught up when no release that the member received follows its place. */
async function selectLists(tx: Tx, memberId: string): Promise<KeptList[]> {
  const rows = await tx
    .selectFrom('lookback_lists as l')
    .selectAll('l')
    .select(
      sql<boolean>`exists (select from release_recipients rr join releases r on r.id = rr.release_id
        where rr.member_id = ${memberId}::uuid and r.position > l.position)`.as('behind'),
    )
    .where('l.state', '=', 'kept')
    .orderBy('l.kept_at', 'desc')
    .orderBy('l.id')
    .execute()
  return rows.map(toKeptList)
}

/** How releases came out, the newest first; `next` is passed back as `after`. */
export async function listMatches(
  ctx: Context,
  viewer: Viewer,
  { after, limit = PAGE_SIZE, of = 'hits' }: PageQuery & { of?: 'hits' | 'all' | undefined },
): Promise<{ items: LookbackMatch[]; next?: string }> {
  const list = sealedList(ctx.cursors, 'lookback')
  const before = readNumber(list.open(after))
  const now = ctx.clock.now()
  return read(ctx, viewer, async (tx) => {
    const rows = await selectMatches(tx, { before, limit: limit + 1, of })
    const page = toPage(rows, limit, { key: (row) => [row.position], shape: (row) => row, ...list })
    const ids = page.items.map((row) => row.release_id)
    const releases = await selectReleasesById(tx, viewer.memberId, ids)
    const hits = await selectReleaseHits(tx, ids, now)
    const moment = { now, exercise: ctx.config.exercise, exit: 'api' as const }
    const items = page.items.flatMap((row) => {
      const release = releases.get(row.release_id)
      // Of one that the rules hide from the viewer nothing is said.
      if (!release || !decideLook(release, viewer, moment, ctx.policies).allow) return []
      return [toMatch(row, release, hits.get(row.release_id))]
    })
    return { ...page, items }
  })
}

async function selectMatches(
  tx: Tx,
  { before, limit, of }: { before: number | undefined; limit: number; of: 'hits' | 'all' },
): Promise<MatchRow[]> {
  // What was left out and looked for is the release's, and the same for each list that was held against it at once.
  const { rows } = await sql<MatchRow>`
    select m.release_id, r.position, max(m.matched_at) as matched_at, max(m.looked_for) as looked_for,
      sum(m.lines)::bigint as lines, min(m.first_at) as first, max(m.last_at) as last,
      (array_agg(m.left_out order by m.matched_at desc))[1] as left_out, max(m.rule) as rule,
      bool_and(m.hits = 0 or m.opened_at is not null) as opened
    from lookback_matches m join releases r on r.id = m.release_id
    where ${before === undefined ? sql`true` : sql`r.position < ${before}`}
    group by m.release_id, r.position
    having ${of === 'all' ? sql`true` : sql`sum(m.hits) > 0`}
    order by r.position desc limit ${limit}`.execute(tx)
  return rows
}

/** Hits of these releases, counted: one indicator in two lists is one. Those that still stand are told apart as of now. */
async function selectReleaseHits(
  tx: Tx,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, ReleaseHits>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<ReleaseHits & { release_id: string }>`
    with hit as (
      select h.release_id, h.list_id, h.stix_id, ${stillStands(now)} as stands
      from lookback_hits h where h.release_id = any(${[...ids]}::uuid[])
    )
    select c.release_id, c.hits, c.standing, (
      select json_agg(json_build_object('id', l.id, 'name', l.name, 'hits', x.hits) order by x.hits desc, l.id)
      from (select list_id, count(distinct stix_id)::int as hits from hit where hit.release_id = c.release_id group by list_id) x
        join lookback_lists l on l.id = x.list_id) as lists
    from (select release_id, count(distinct stix_id)::int as hits,
      (count(distinct stix_id) filter (where stands))::int as standing from hit group by release_id) c`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.release_id, row]))
}

/**
 * Whether a hit `h` is of an indicator that is in force: not past its end, in a release that stands, and with no later version that
 * the member was given and that stands.
 */
function stillStands(now: Date) {
  return sql<boolean>`((h.until is null or h.until > ${now}) and exists (
      select from objects o where o.row = h.object_row and not exists (
        select from objects n where n.stix_id = o.stix_id and n.owner = o.owner and n.version_at > o.version_at))
    and exists (select from release_objects ro where ro.release_id = h.release_id
      and h.object_row between ro.first_row and ro.last_row))`
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}
