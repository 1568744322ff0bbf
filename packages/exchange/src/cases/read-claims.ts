/** Claims of a case as a member sees them: those that were for it, and what they are about where it sees that. */
import type { CaseClaim, CaseItemKind } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, type PageQuery, toPage } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { nameKey, selectNamed } from './item-words.ts'
import { placeIn } from './places.ts'
import { inShown, namesOf } from './read.ts'
import { countWithheld, isShown } from './read-work.ts'

/** A page of claims, the latest first; `next` is passed back as `after`. Throws `not-found`. */
export async function listClaims(
  ctx: Context,
  viewer: Viewer,
  id: string,
  query: PageQuery,
): Promise<{ items: CaseClaim[]; next?: string; withheld: number }> {
  const page = await pageOfClaims(ctx, viewer, id, query)
  return { ...page, withheld: await countWithheld(ctx, viewer, id, 'case_claims') }
}

/** One claim as this person sees it. Throws `not-found`. */
export async function readClaim(
  ctx: Context,
  viewer: Viewer,
  { id, claim }: { id: string; claim: string },
): Promise<CaseClaim> {
  const { items } = await pageOfClaims(ctx, viewer, id, { claim })
  if (!items[0]) throw new ExchangeError('not-found', 'no such claim')
  return items[0]
}

async function pageOfClaims(
  ctx: Context,
  viewer: Viewer,
  id: string,
  query: PageQuery & { claim?: string },
) {
  const { claim, limit = PAGE_SIZE } = query
  const before = await placeIn(ctx, 'case_claims', id, query.after)
  const { rows, about } = await inShown(ctx, viewer, id, async (tx) => {
    const found = await tx
      .selectFrom('case_claims')
      .select(['id', 'position', 'about', 'member_id', 'member_kind', 'at', 'words'])
      .select(['likelihood', 'confidence', 'basis', 'withdrawn_at'])
      .where('case_id', '=', id)
      .$if(claim !== undefined, (asked) => asked.where('id', '=', claim!))
      .$if(before !== undefined, (asked) => asked.where('position', '<', before!))
      .orderBy('position', 'desc')
      .limit(limit + 1)
      .execute()
    const shown = found.filter((row) => isShown(ctx, viewer, row))
    return { rows: shown, about: await selectAbout(tx, ctx, viewer, shown) }
  })
  const names = await namesOf(
    ctx,
    rows.map((row) => row.member_id),
  )
  return toPage(rows, limit, {
    key: (row) => [row.id],
    shape: (row): CaseClaim => ({
      id: row.id,
      by: names.get(row.member_id)!,
      own: row.member_id === viewer.memberId,
      ...(row.about === null ? {} : { about: about.get(row.about) ?? {} }),
      words: row.words,
      likelihood: row.likelihood as CaseClaim['likelihood'],
      confidence: row.confidence as CaseClaim['confidence'],
      basis: row.basis,
      at: row.at.toISOString(),
      ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at.toISOString() } : {}),
    }),
  })
}

/** The items that claims are about, of those that the viewer could see without the case. */
async function selectAbout(
  tx: Tx,
  ctx: Context,
  viewer: Viewer,
  claims: readonly { about: string | null }[],
): Promise<Map<string, NonNullable<CaseClaim['about']>>> {
  const ids = claims.flatMap((one) => one.about ?? [])
  if (ids.length === 0) return new Map()
  const items = await tx
    .selectFrom('case_items')
    .select(['id', 'kind', 'ref'])
    .where('id', 'in', ids)
    .execute()
  const named = await selectNamed(tx, ctx, viewer, items)
  return new Map(
    items.flatMap((item) => {
      const words = named.get(nameKey(item))
      const kind = item.kind as CaseItemKind
      return words ? [[item.id, { itemId: item.id, kind, title: words.title }] as const] : []
    }),
  )
}
