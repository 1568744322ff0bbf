/** What those who were asked see before it opens, by row-level security; of parts only their owner's. */
import type { Disclosure, DisclosureSummary } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, readKey, refuseAfter, toPage, UUID, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { openSealKey } from './seal.ts'
import { selectMembers, selectOwnParts, selectShown } from './select.ts'
import { toDisclosure, toOwnPart, toSummary } from './shape.ts'
import { missing } from './store.ts'
import { ask } from './verdict.ts'
import { unsealPart } from './version.ts'

/** Disclosures that the viewer's member was asked to, newest first; `next` is passed back as `after`. */
export async function listDisclosures(
  ctx: Context,
  viewer: Viewer,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: DisclosureSummary[]; next?: string }> {
  const [last] = readKey(after, UUID) ?? []
  return read(ctx, viewer, async (tx) => {
    const before = last === undefined ? undefined : await placeOf(tx, last)
    const rows = await selectShown(tx, viewer.memberId)
      .$if(before !== undefined, (query) => query.where('d.position', '<', before!))
      .orderBy('d.position', 'desc')
      .limit(limit + 1)
      .execute()
    return toPage(rows, limit, { key: (row) => [row.id], shape: toSummary })
  })
}

/** Where the list goes on, by what stands there: a number would count the disclosures of others. */
async function placeOf(tx: Tx, id: string): Promise<number> {
  const row = await tx
    .selectFrom('disclosures')
    .select('position')
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? row.position : refuseAfter()
}

/** One disclosure with everybody in it. Throws `not-found`. */
export async function readDisclosure(
  ctx: Context,
  viewer: Viewer,
  id: string,
): Promise<Disclosure> {
  const [row, members] = await read(ctx, viewer, async (tx) => {
    const found = await selectShown(tx, viewer.memberId).where('d.id', '=', id).executeTakeFirst()
    return [found, found ? await selectMembers(tx, id).execute() : []] as const
  })
  if (!row) throw missing()
  // The viewer's own, which no reader's transaction may see.
  const { db } = ctx.database
  const own = await db
    .selectFrom('disclosure_members')
    .select('own_opens_at')
    .where('disclosure_id', '=', id)
    .where('member_id', '=', viewer.memberId)
    .executeTakeFirst()
  const parts = await selectOwnParts(ctx.database.db, id, viewer.memberId)
  const version = await db
    .selectFrom('disclosure_versions')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('disclosure_id', '=', id)
    .executeTakeFirst()
  return toDisclosure(row, {
    viewerId: viewer.memberId,
    members,
    now: ctx.clock.now(),
    ownOpensAt: own?.own_opens_at ?? undefined,
    parts: parts.map(toOwnPart),
    version: version?.number ?? undefined,
  })
}

/** One of the own parts, as it was committed to. Throws `not-found`. */
export async function readOwnStep(ctx: Context, viewer: Viewer, id: string, seq: number) {
  const found = (await selectOwnParts(ctx.database.db, id, viewer.memberId)).find(
    (one) => one.seq === seq,
  )
  if (!found) throw missing()
  return toOwnPart(found)
}

/** The own part as the exchange read it, in JSON: what is sealed, or what opened last. Throws `not-found`. */
export async function readOwnPart(ctx: Context, viewer: Viewer, id: string): Promise<Buffer> {
  const seen = await read(ctx, viewer, (tx) =>
    selectShown(tx, viewer.memberId).where('d.id', '=', id).executeTakeFirst(),
  )
  if (!seen) throw missing()
  const row = await ctx.database.db
    .selectFrom('disclosure_parts')
    .selectAll()
    .where('disclosure_id', '=', id)
    .where('member_id', '=', viewer.memberId)
    .where('state', 'in', ['sealed', 'opened'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'no part of this member is handed in')
  return (await unsealPart(await openSealKey(ctx), row)).text
}

/** Reads as the viewer; to whom the rules show nothing there is nothing. */
async function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  if (!ask(ctx, viewer, { action: 'see-disclosure', isAsked: true }).allow) throw missing()
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}
