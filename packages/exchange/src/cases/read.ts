import type {
  Case,
  CaseEvent,
  CaseSummary,
  listCases as listRoute,
  MemberKind,
  MemberRef,
  QueryOf,
} from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { holdsWords } from '../db/holds.ts'
import { PAGE_SIZE, type PageQuery, toPage } from '../db/keyset.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { isGovernment } from '../sharing/rules.ts'
import { placeIn, placeOfCase } from './places.ts'
import { isLeaderless } from './rules.ts'
import { toCase, toEvent, toSummary } from './shape.ts'
import { missing, selectParties, selectShownCases, type ShownCase } from './store.ts'
import { mayRead, seesActsOf } from './verdict.ts'

/** A page of the cases that the viewer's member is in or invited to, newest first; `next` is passed back as `after`. */
export async function listCases(
  ctx: Context,
  viewer: Viewer,
  { after, limit = PAGE_SIZE, state, words }: QueryOf<typeof listRoute>,
): Promise<{ items: CaseSummary[]; next?: string }> {
  const before = await placeOfCase(ctx, viewer.memberId, after)
  if (!mayRead(ctx, viewer)) return { items: [] }
  const rows = await read(ctx, viewer, (tx) =>
    selectShownCases(tx, viewer.memberId)
      .$if(before !== undefined, (query) => query.where('c.position', '<', before!))
      .$if(state !== undefined, (query) => query.where('c.state', '=', state!))
      .$if(words !== undefined, (query) =>
        query.where(holdsWords(sql`concat_ws(' ', c.title, g.name)`, words!)),
      )
      .orderBy('c.position', 'desc')
      .limit(limit + 1)
      .execute(),
  )
  return toPage(rows, limit, { key: (row) => [row.id], shape: toSummary })
}

/** One case that the viewer's member is in or invited to. Throws `not-found`. */
export async function readCase(ctx: Context, viewer: Viewer, id: string): Promise<Case> {
  const { row, members, standings, beside } = await inShown(ctx, viewer, id, async (tx, shown) => ({
    row: shown,
    members: await tx
      .selectFrom('case_members')
      .select(['member_id', 'kind', 'invited_at'])
      .where('case_id', '=', id)
      .execute(),
    standings: await tx
      .selectFrom('case_standings')
      .select(['member_id', 'state', 'leads'])
      .where('case_id', '=', id)
      .execute(),
    beside: await tx
      .selectFrom('cases')
      .select(['id', 'title', 'merged_into'])
      .where((eb) =>
        eb.or([
          eb('merged_into', '=', id),
          eb(
            'id',
            'in',
            [shown.merged_into, shown.split_from].map((one) => one ?? id),
          ),
        ]),
      )
      .orderBy('position')
      .execute(),
  }))
  // Whoever works a case is named to all who do, also one that has left the group since.
  const parties = await ctx.database.db.transaction().execute((tx) => selectParties(tx, id))
  const isHidden = (kind: MemberKind) => !seesActsOf(ctx, viewer, kind)
  const hides = isGovernment(viewer.memberKind)
  return toCase(row, {
    members,
    standings: standings.filter(
      (one) =>
        one.member_id === viewer.memberId ||
        !isHidden(parties.find(({ id: of }) => of === one.member_id)!.kind),
    ),
    parties,
    withoutPlatforms: hides,
    leaderless:
      hides && parties.some(({ kind }) => isHidden(kind)) ? undefined : isLeaderless(parties),
    beside,
    itemCount: hides ? undefined : await countItems(ctx, id),
  })
}

async function countItems(ctx: Context, id: string): Promise<number> {
  const { held } = await ctx.database.db
    .selectFrom('case_items')
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('case_id', '=', id)
    .where('taken_out_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(held)
}

/** A page of the time line, the latest first, as far as it was for the viewer's member. */
export async function listEvents(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: CaseEvent[]; next?: string }> {
  const before = await placeIn(ctx, 'case_events', id, after)
  const rows = await inShown(ctx, viewer, id, (tx) =>
    tx
      .selectFrom('case_events')
      .select(['key', 'at', 'act', 'member_id', 'about', 'item_id'])
      .where('case_id', '=', id)
      .$if(before !== undefined, (query) => query.where('id', '<', before!))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute(),
  )
  const names = await namesOf(ctx, [
    ...rows.map((row) => row.member_id),
    ...rows.flatMap((row) => row.about ?? []),
  ])
  return toPage(rows, limit, { key: (row) => [row.key], shape: (row) => toEvent(row, names) })
}

/** Names of members that a case names, whether or not they share a group any more. */
export async function namesOf(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, MemberRef>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.database.db
    .selectFrom('members')
    .select(['id', 'name', 'kind'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, { ...row, kind: row.kind as MemberKind }]))
}

/** Reads in a case that the viewer's member is in or invited to, as that member. Throws `not-found`. */
export async function inShown<T>(
  ctx: Context,
  viewer: Viewer,
  id: string,
  run: (tx: Tx, row: ShownCase) => Promise<T>,
): Promise<T> {
  if (!mayRead(ctx, viewer)) throw missing()
  return read(ctx, viewer, async (tx) => {
    const row = await selectShownCases(tx, viewer.memberId)
      .where('c.id', '=', id)
      .executeTakeFirst()
    if (!row) throw missing()
    return run(tx, row)
  })
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}
