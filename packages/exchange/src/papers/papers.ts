/** Drafts of notices, templates and lists of places: whoever of the member is an analyst opens, saves and deletes them. */
import type { BodyOf, keepPaper as keepRoute, Paper, PaperContent, PaperKind, PaperSummary } from '@tocsin/api' // prettier-ignore
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { lockMember } from '../members/store.ts'
import { differences, KEEP_DAYS } from './rules.ts'

const DAY_MS = 86_400_000
/** Of one kind and member at a time. */
const MOST = 50

type Named = { name: string; content: PaperContent }

function papersFor(tx: Tx) {
  return tx
    .selectFrom('papers as p')
    .leftJoin('people as w', 'w.id', 'p.saved_by')
    .select(['p.id', 'p.kind', 'p.name', 'p.offices', 'p.version', 'p.saved_at'])
    .select('w.name as saved_by')
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof papersFor>['execute']>>[number]

function toSummary(row: SummaryRow): PaperSummary {
  const until = new Date(row.saved_at.getTime() + KEEP_DAYS * DAY_MS).toISOString()
  return {
    id: row.id,
    kind: row.kind as PaperKind,
    name: row.name,
    offices: row.offices,
    version: row.version,
    savedAt: row.saved_at.toISOString(),
    savedBy: row.saved_by ?? 'an API key',
    ...(row.kind === 'draft' ? { keptUntil: until } : {}),
  }
}

/** All of the member, the last saved first. */
export async function listPapers(ctx: Context, viewer: Viewer): Promise<PaperSummary[]> {
  const rows = await read(ctx, viewer, (tx) =>
    papersFor(tx).orderBy('p.saved_at', 'desc').orderBy('p.id').execute(),
  )
  return rows.map(toSummary)
}

/** One, whole. Throws `not-found`, also for one of another member. */
export async function readPaper(ctx: Context, viewer: Viewer, id: string): Promise<Paper> {
  const row = await read(ctx, viewer, (tx) =>
    papersFor(tx).select('p.content').where('p.id', '=', id).executeTakeFirst(),
  )
  if (!row) throw missing()
  return { summary: toSummary(row), content: JSON.parse(row.content) as PaperContent }
}

/** Keeps a new one and gives its id. Throws `conflict` where the member has as many of its kind as may be. */
export async function keepPaper(
  ctx: Context,
  viewer: Viewer,
  { kind, ...named }: BodyOf<typeof keepRoute>,
): Promise<string> {
  const id = randomUUID()
  await ctx.database.db.transaction().execute(async (tx) => {
    await lockMember(tx, viewer.memberId)
    const { count } = await tx
      .selectFrom('papers')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('member_id', '=', viewer.memberId)
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow()
    if (count >= MOST)
      throw new ExchangeError(
        'conflict',
        `your organisation keeps ${MOST} of these, as many as there may be: delete one first`,
      )
    const row = { id, member_id: viewer.memberId, kind, version: 1, ...toColumns(named) }
    await tx.insertInto('papers').values({ ...row, ...saving(ctx, viewer) }).execute() // prettier-ignore
    await tell(tx, ctx, viewer, id)
  })
  return id
}

/**
 * Saves one over the version it was made from. Throws `conflict`, which says who saved what meanwhile, where that is no longer the last:
 * nothing is written then.
 */
export async function savePaper(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { version, ...named }: Named & { version: number },
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    // Locked by a statement of its own, so that who saved it is read as of after the wait.
    await tx.selectFrom('papers').select('id').where('id', '=', id).forNoKeyUpdate().execute()
    const row = await papersFor(tx)
      .select('p.content')
      .where('p.id', '=', id)
      .where('p.member_id', '=', viewer.memberId)
      .executeTakeFirst()
    if (!row) throw missing()
    if (row.version !== version) {
      const theirs = { name: row.name, content: JSON.parse(row.content) as PaperContent }
      throw new ExchangeError(
        'conflict',
        `${row.saved_by ?? 'an API key'} saved this meanwhile, at ${row.saved_at.toISOString()}; theirs differs from yours: ${differences(named, theirs)}. Yours was not saved; open theirs, or keep yours beside it`,
      )
    }
    await tx
      .updateTable('papers')
      .set({ version: version + 1, ...toColumns(named), ...saving(ctx, viewer) })
      .where('id', '=', id)
      .execute()
    await tell(tx, ctx, viewer, id)
  })
}

/** Deletes one. Throws `not-found`. */
export async function dropPaper(ctx: Context, viewer: Viewer, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('papers')
      .where('id', '=', id)
      .where('member_id', '=', viewer.memberId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw missing()
    await tell(tx, ctx, viewer, id)
  })
}

/** Deletes drafts that nobody has saved for `KEEP_DAYS`. */
export async function prunePapers(ctx: Context): Promise<boolean> {
  const before = new Date(ctx.clock.now().getTime() - KEEP_DAYS * DAY_MS)
  await ctx.database.db
    .deleteFrom('papers')
    .where('kind', '=', 'draft')
    .where('saved_at', '<', before)
    .execute()
  return false
}

function toColumns({ name, content }: Named) {
  return { name: name.trim(), offices: content.picked.length, content: JSON.stringify(content) }
}

function saving(ctx: Context, viewer: Viewer) {
  return { saved_at: ctx.clock.now(), saved_by: viewer.personId ?? null }
}

function tell(tx: Tx, ctx: Context, viewer: Viewer, id: string): Promise<void> {
  const at = ctx.clock.now()
  return announce(tx, { kind: 'papers.changed', subject: id, at, members: [viewer.memberId] })
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}

function missing(): ExchangeError {
  return new ExchangeError('not-found', 'nothing of that is kept')
}
