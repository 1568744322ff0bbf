import type { OfficeNotice } from '@tocsin/api'
import type { Context } from '../context.ts'
import { NUMBER, PAGE_SIZE, readKey, toPage, UUID, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { makeReceipt, toReceiptFile } from '../log/receipt.ts'
import type { Answering } from './acknowledge.ts'
import type { Exit } from '../policy/decide.ts'
import { readOfficeNotice } from './office-notice.ts'
import { recordOpening } from './opening.ts'
import { decideReaders } from './readers.ts'
import { selectOfficeIndex, selectOwnTargets } from './store.ts'

/** The notice for whoever opens it at an office, which goes on record. */
export async function openForOffice(ctx: Context, office: Answering): Promise<OfficeNotice> {
  const notice = await readForOffice(ctx, office)
  // A first opening is the newest that is on record of it.
  return (await recordOpening(ctx, office, notice)) ? readForOffice(ctx, office) : notice
}

/** The notice for whoever has opened it at an office. */
export function readForOffice(ctx: Context, office: Answering): Promise<OfficeNotice> {
  return readOfficeNotice(ctx, ctx.database.db, office.targetId, office.rank)
}

/** The proof file of the office's last answer; before there is one, of what it was shown. */
export async function receiptForOffice(ctx: Context, office: Answering): Promise<Response> {
  await openForOffice(ctx, office)
  const index = await selectOfficeIndex(ctx.database.db, office.targetId)
  if (index === undefined) throw new ExchangeError('not-found', 'nothing is on record yet')
  return toReceiptFile(await makeReceipt(ctx, index), index)
}

/** A page of notices made out to the office that the viewer's member is: those that await an answer first, then by date. */
export async function listForOffice(
  ctx: Context,
  viewer: Viewer,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: OfficeNotice[]; next?: string }> {
  if (!viewer.jurisdiction) return { items: [] }
  const [awaiting, index, id] = readKey(after, '[01]', NUMBER, UUID) ?? []
  const last = id === undefined ? undefined : { awaits: Number(awaiting), index: Number(index), id }
  const { db } = ctx.database
  const rows = await selectOwnTargets(db, viewer.jurisdiction, { last, limit: limit + 1 })
  const page = toPage(rows, limit, {
    key: (row) => [row.awaits, row.log_index, row.id],
    shape: (row) => row,
  })
  const items: OfficeNotice[] = []
  const asked = page.items.map((row) => ({ viewer, noticeId: row.notice_id }))
  const decisions = await decideReaders(ctx, asked, 'api')
  for (const [i, row] of page.items.entries())
    if (decisions[i]!.allow)
      items.push(await openForOffice(ctx, asOffice(viewer, row.id, row.rank)))
  return { ...page, items }
}

/**
 * The signed-in office as the one who answers a target of its own, where the rules let it see the notice at this exit;
 * nobody else's target exists for it.
 */
export async function answeringAsOffice(
  ctx: Context,
  viewer: Viewer,
  targetId: string,
  exit: Exit,
): Promise<Answering> {
  const row = await ctx.database.db
    .selectFrom('notice_targets')
    .select(['id', 'rank', 'jurisdiction', 'notice_id'])
    .where('id', '=', targetId)
    .executeTakeFirst()
  if (!row || !viewer.jurisdiction || row.jurisdiction !== viewer.jurisdiction) {
    throw new ExchangeError('not-found', 'no such notice')
  }
  const [decision] = await decideReaders(ctx, [{ viewer, noticeId: row.notice_id }], exit)
  if (!decision!.allow) throw new ExchangeError('not-found', 'no such notice')
  return asOffice(viewer, targetId, row.rank)
}

function asOffice(viewer: Viewer, targetId: string, rank: number): Answering {
  return { targetId, rank, contactId: undefined, title: viewer.memberName, by: toActor(viewer) }
}
