/** Filters of lists that people keep under a name. What a view finds is asked of its list, with the rights of whoever opens it. */
import { type BodyOf, type SavedView, type saveView, VIEWS_KEPT } from '@tocsin/api'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Db, Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { ExchangeError } from '../errors.ts'
import { type PersonViewer, toReader } from '../http/viewer.ts'

/** The person's own, and those that others of the member share, by name. */
export async function listViews(ctx: Context, viewer: PersonViewer): Promise<SavedView[]> {
  const { db } = ctx.database
  const own = await viewsFrom(db).where('v.person_id', '=', viewer.personId).execute()
  const shared = await asMember(db, toReader(viewer), ctx.clock.now(), (tx) =>
    viewsFrom(tx)
      .where('v.person_id', '<>', viewer.personId)
      .where('v.shared', '=', true)
      .execute(),
  )
  return [...own.map((row) => toView(row, viewer)), ...shared.map((row) => toView(row, viewer))]
}

/** Throws `conflict` for a name that the person has given on this screen, or where they keep `VIEWS_KEPT`. */
export async function keepView(
  ctx: Context,
  viewer: PersonViewer,
  { screen, name, search, shared }: BodyOf<typeof saveView>,
): Promise<SavedView> {
  const { personId, memberId } = viewer
  const row = {
    id: randomUUID(),
    member_id: memberId,
    person_id: personId,
    screen,
    name: name.trim(),
    search,
    shared,
    saved_at: ctx.clock.now(),
  }
  await ctx.database.db.transaction().execute(async (tx) => {
    await refuseMore(tx, personId)
    await tx.insertInto('saved_views').values(row).execute().catch(asNamedBefore)
  })
  return toView({ ...row, by: null }, viewer)
}

/** Gives an own view another name. Throws `not-found` for any other, `conflict` for a name that the person has given on its screen. */
export async function renameView(
  ctx: Context,
  viewer: PersonViewer,
  id: string,
  name: string,
): Promise<SavedView> {
  const row = await ctx.database.db
    .updateTable('saved_views')
    .set({ name: name.trim() })
    .where('id', '=', id)
    .where('person_id', '=', viewer.personId)
    .returningAll()
    .executeTakeFirst()
    .catch(asNamedBefore)
  if (!row) throw new ExchangeError('not-found', 'no such view of yours')
  return toView({ ...row, by: null }, viewer)
}

/** Throws `not-found` for one that is neither the person's own nor left behind by somebody who is here no more. */
export async function dropView(ctx: Context, viewer: PersonViewer, id: string): Promise<void> {
  const { numDeletedRows } = await ctx.database.db
    .deleteFrom('saved_views')
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('person_id', '=', viewer.personId),
        eb.and([
          eb('member_id', '=', viewer.memberId),
          eb('shared', '=', true),
          sql<boolean>`exists (select from people p where p.id = saved_views.person_id and not p.active)`,
        ]),
      ]),
    )
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new ExchangeError('not-found', 'no such view of yours')
}

function viewsFrom(db: Db | Tx) {
  return db
    .selectFrom('saved_views as v')
    .leftJoin('people as p', 'p.id', 'v.person_id')
    .select(['v.id', 'v.person_id', 'v.screen', 'v.name', 'v.search', 'v.shared', 'v.saved_at'])
    .select('p.name as by')
    .orderBy(sql`lower(v.name)`)
    .orderBy('v.id')
}

type Row = Awaited<ReturnType<ReturnType<typeof viewsFrom>['execute']>>[number]

function toView(row: Row, { personId }: PersonViewer): SavedView {
  return {
    id: row.id,
    screen: row.screen as SavedView['screen'],
    name: row.name,
    search: row.search,
    shared: row.shared,
    ...(row.person_id === personId ? {} : { by: row.by ?? 'somebody' }),
    savedAt: row.saved_at.toISOString(),
  }
}

/** What a person keeps at once is counted one after the other. */
async function refuseMore(tx: Tx, personId: string): Promise<void> {
  await tx.selectFrom('people').select('id').where('id', '=', personId).forNoKeyUpdate().execute()
  const { count } = await tx
    .selectFrom('saved_views')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  if (count >= VIEWS_KEPT)
    throw new ExchangeError('conflict', `you keep ${VIEWS_KEPT} views already: delete one first`)
}

function asNamedBefore(cause: unknown): never {
  if (!isUniqueViolation(cause)) throw cause
  throw new ExchangeError('conflict', 'you have a view by this name here: choose another', {
    cause,
  })
}
