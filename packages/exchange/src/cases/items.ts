/** What stands in a case, page by page: what the viewer may see without the case, and at its place how many it may not. */
import type { CaseItem, ItemOrWithheld } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { isGovernment } from '../sharing/rules.ts'
import { nameKey, selectNamed } from './item-words.ts'
import { placeIn } from './places.ts'
import { inShown, namesOf } from './read.ts'
import { type ShownItem, toItem } from './shape.ts'

type Place = { id: string; position: number }
type Row = ShownItem & Place

/**
 * A page of items, the latest first. Each place that the viewer may not see is counted, those in a row as one number; to a body of
 * government places that a platform or campaign made are not there, unless it sees what stands at them.
 */
export async function listItems(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: ItemOrWithheld[]; next?: string }> {
  const before = await placeIn(ctx, 'case_items', id, after)
  const { rows, named } = await inShown(ctx, viewer, id, async (tx) => {
    const shown = await selectShownItems(tx, id, { before, limit })
    return { rows: shown, named: await selectNamed(tx, ctx, viewer, shown) }
  })
  // Asked once the reader is known to be in the case.
  const counted = await selectCounted(ctx, viewer, id, { before, limit })
  const seen = new Map(rows.filter((row) => named.has(nameKey(row))).map((row) => [row.id, row]))
  // What row-level security shows and the rules do not name is withheld like the rest.
  const all = new Map<string, Place>(
    [...counted, ...seen.values()].map(({ id: of, position }) => [of, { id: of, position }]),
  )
  const places = [...all.values()].toSorted((a, b) => b.position - a.position)
  const page = places.slice(0, limit)
  const names = await namesOf(
    ctx,
    page.flatMap((one) => seen.get(one.id)?.member_id ?? []),
  )
  const items: ItemOrWithheld[] = []
  for (const place of page) {
    const row = seen.get(place.id)
    const latest = items.at(-1)
    if (row) items.push(toItem(row, named.get(nameKey(row))!, names, viewer.memberId))
    else if (latest && 'withheld' in latest) latest.withheld += 1
    else items.push({ withheld: 1 })
  }
  return { items, ...(places.length > limit ? { next: page.at(-1)!.id } : {}) }
}

type Asked = { before: number | undefined; limit: number }

/** Places that count for this viewer, whatever stands at them; what was taken out counts no more for whoever does not see it. */
async function selectCounted(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { before, limit }: Asked,
): Promise<Place[]> {
  const rows = await ctx.database.db
    .selectFrom('case_items')
    .select(['id', 'position'])
    .where('case_id', '=', id)
    .where('taken_out_at', 'is', null)
    .$if(isGovernment(viewer.memberKind), (query) =>
      query.where('member_kind', 'not in', ['platform', 'campaign']),
    )
    .$if(before !== undefined, (query) => query.where('position', '<', before!))
    .orderBy('position', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map((row) => ({ ...row, position: Number(row.position) }))
}

async function selectShownItems(tx: Tx, id: string, { before, limit }: Asked): Promise<Row[]> {
  const rows = await tx
    .selectFrom('case_items')
    .select(['id', 'position', 'kind', 'ref', 'member_id', 'day', 'taken_out_at'])
    .where('case_id', '=', id)
    .$if(before !== undefined, (query) => query.where('position', '<', before!))
    .orderBy('position', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map((row) => ({ ...row, position: Number(row.position) }))
}

/** One item as this person sees it. Throws `not-found`. */
export async function readItem(
  ctx: Context,
  viewer: Viewer,
  { id, item }: { id: string; item: string },
): Promise<CaseItem> {
  const found = await inShown(ctx, viewer, id, async (tx) => {
    const row = await tx
      .selectFrom('case_items')
      .select(['id', 'kind', 'ref', 'member_id', 'day', 'taken_out_at'])
      .where('id', '=', item)
      .where('case_id', '=', id)
      .executeTakeFirst()
    const words = row && (await selectNamed(tx, ctx, viewer, [row])).get(nameKey(row))
    return row && words ? { row, words } : undefined
  })
  if (!found) throw new ExchangeError('not-found', 'no such item')
  const names = await namesOf(ctx, [found.row.member_id])
  return toItem(found.row, found.words, names, viewer.memberId)
}
