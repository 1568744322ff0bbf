/** Drafts of a member: whoever of it is an analyst opens, saves and deletes them. */
import type { ComposeDraft, ComposeDraftSummary, Composition } from '@tocsin/api'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { lockMember } from '../members/store.ts'
import { differences } from './differences.ts'

/** Drafts hold personal data: one that nobody saves is deleted after this long. */
const KEEP_DAYS = 30
const DAY_MS = 86_400_000
/** Of one member at a time. */
const MAX_DRAFTS = 50

function draftsFor(tx: Tx) {
  return tx
    .selectFrom('compose_drafts as d')
    .leftJoin('people as maker', 'maker.id', 'd.created_by')
    .leftJoin('people as saver', 'saver.id', 'd.saved_by')
    .select([
      'd.id',
      'd.title',
      'd.items',
      'd.version',
      'd.created_at',
      'd.saved_at',
      'maker.name as created_by',
      'saver.name as saved_by',
    ])
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof draftsFor>['execute']>>[number]

function toSummary(row: SummaryRow): ComposeDraftSummary {
  return {
    id: row.id,
    title: row.title,
    items: row.items,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by ?? 'an API key',
    savedAt: row.saved_at.toISOString(),
    savedBy: row.saved_by ?? 'an API key',
    keptUntil: new Date(row.saved_at.getTime() + KEEP_DAYS * DAY_MS).toISOString(),
  }
}

/** The member's drafts, the last saved first. */
export async function listDrafts(ctx: Context, viewer: Viewer): Promise<ComposeDraftSummary[]> {
  const rows = await read(ctx, viewer, (tx) =>
    draftsFor(tx).orderBy('d.saved_at', 'desc').orderBy('d.id').limit(MAX_DRAFTS).execute(),
  )
  return rows.map(toSummary)
}

/** One draft. Throws `not-found`, also for one of another member. */
export async function readDraft(ctx: Context, viewer: Viewer, id: string): Promise<ComposeDraft> {
  const row = await read(ctx, viewer, (tx) =>
    draftsFor(tx).select('d.body').where('d.id', '=', id).executeTakeFirst(),
  )
  if (!row) throw missing()
  return { summary: toSummary(row), composition: JSON.parse(row.body) as Composition }
}

/** Keeps a new draft and gives its id. Throws `conflict` where the member has as many as may be. */
export async function createDraft(
  ctx: Context,
  viewer: Viewer,
  composition: Composition,
): Promise<string> {
  const id = randomUUID()
  const at = ctx.clock.now()
  const by = viewer.personId ?? null
  await ctx.database.db.transaction().execute(async (tx) => {
    await lockMember(tx, viewer.memberId)
    const { count } = await tx
      .selectFrom('compose_drafts')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('member_id', '=', viewer.memberId)
      .executeTakeFirstOrThrow()
    if (count >= MAX_DRAFTS)
      throw new ExchangeError(
        'conflict',
        `your organisation keeps ${MAX_DRAFTS} drafts, as many as there may be: delete one first`,
      )
    await tx
      .insertInto('compose_drafts')
      .values({
        id,
        member_id: viewer.memberId,
        version: 1,
        created_at: at,
        created_by: by,
        saved_at: at,
        saved_by: by,
        ...toColumns(composition),
      })
      .execute()
  })
  return id
}

/**
 * Saves a draft over the version it was made from. Throws `conflict`, which says who saved what meanwhile, where that is
 * no longer the last: nothing is written then.
 */
export async function saveDraft(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { version, composition }: { version: number; composition: Composition },
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    // Locked by a statement of its own, so that who saved it is read as of after the wait.
    await tx
      .selectFrom('compose_drafts')
      .select('id')
      .where('id', '=', id)
      .forNoKeyUpdate()
      .execute()
    const row = await draftsFor(tx)
      .select('d.body')
      .where('d.id', '=', id)
      .where('d.member_id', '=', viewer.memberId)
      .executeTakeFirst()
    if (!row) throw missing()
    if (row.version !== version) {
      const told = differences(composition, JSON.parse(row.body) as Composition)
      throw new ExchangeError(
        'conflict',
        `${row.saved_by ?? 'an API key'} saved this draft meanwhile, at ${row.saved_at.toISOString()}; theirs differs from yours: ${told}. Yours was not saved; open theirs, or keep yours as a draft of its own`,
      )
    }
    await tx
      .updateTable('compose_drafts')
      .set({
        version: version + 1,
        saved_at: ctx.clock.now(),
        saved_by: viewer.personId ?? null,
        ...toColumns(composition),
      })
      .where('id', '=', id)
      .execute()
  })
}

/** Deletes a draft. Throws `not-found`. */
export async function dropDraft(ctx: Context, viewer: Viewer, id: string): Promise<void> {
  const { numDeletedRows } = await ctx.database.db
    .deleteFrom('compose_drafts')
    .where('id', '=', id)
    .where('member_id', '=', viewer.memberId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw missing()
}

/** Deletes drafts that nobody has saved for `KEEP_DAYS`. */
export async function pruneDrafts(ctx: Context): Promise<boolean> {
  const before = new Date(ctx.clock.now().getTime() - KEEP_DAYS * DAY_MS)
  await ctx.database.db.deleteFrom('compose_drafts').where('saved_at', '<', before).execute()
  return false
}

function toColumns(composition: Composition) {
  const { title, items } = composition
  return { title, items: items.length, body: JSON.stringify(composition) }
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}

function missing(): ExchangeError {
  return new ExchangeError('not-found', 'no such draft')
}
