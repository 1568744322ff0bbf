/** Instants of a case as a member sees them: those proposed to it, and what others say whom the rules let it see. */
import type { CaseInstant, MemberRef } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, type PageQuery, toPage } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { placeIn } from './places.ts'
import { inShown, namesOf } from './read.ts'
import { countWithheld, isShown } from './read-work.ts'
import { isReading, type Party } from './rules.ts'
import { selectParties } from './store.ts'
import { seesSaidOf } from './verdict.ts'

/** A page of instants, the latest proposed first; `next` is passed back as `after`. Throws `not-found`. */
export async function listInstants(
  ctx: Context,
  viewer: Viewer,
  id: string,
  query: PageQuery,
): Promise<{ items: CaseInstant[]; next?: string; withheld: number }> {
  const page = await pageOfInstants(ctx, viewer, id, query)
  return { ...page, withheld: await countWithheld(ctx, viewer, id, 'case_instants') }
}

/** One instant as this person sees it. Throws `not-found`. */
export async function readInstant(
  ctx: Context,
  viewer: Viewer,
  { id, instant }: { id: string; instant: string },
): Promise<CaseInstant> {
  const { items } = await pageOfInstants(ctx, viewer, id, { instant })
  if (!items[0]) throw new ExchangeError('not-found', 'no such instant')
  return items[0]
}

async function pageOfInstants(
  ctx: Context,
  viewer: Viewer,
  id: string,
  query: PageQuery & { instant?: string },
) {
  const { instant, limit = PAGE_SIZE } = query
  const before = await placeIn(ctx, 'case_instants', id, query.after)
  const { rows, said } = await inShown(ctx, viewer, id, async (tx) => {
    const found = await tx
      .selectFrom('case_instants')
      .select(['id', 'position', 'kind', 'member_id', 'member_kind', 'proposed_at', 'words', 'at'])
      .select('withdrawn_at')
      .where('case_id', '=', id)
      .$if(instant !== undefined, (asked) => asked.where('id', '=', instant!))
      .$if(before !== undefined, (asked) => asked.where('position', '<', before!))
      .orderBy('position', 'desc')
      .limit(limit + 1)
      .execute()
    const shown = found.filter((row) => isShown(ctx, viewer, row))
    return { rows: shown, said: await selectSaid(tx, shown) }
  })
  const asked = await selectAsked(ctx, viewer, id, rows)
  const names = await namesOf(
    ctx,
    rows.map((row) => row.member_id),
  )
  const now = ctx.clock.now()
  return toPage(rows, limit, {
    key: (row) => [row.id],
    shape: (row): CaseInstant => ({
      id: row.id,
      kind: row.kind as CaseInstant['kind'],
      by: names.get(row.member_id)!,
      own: row.member_id === viewer.memberId,
      words: row.words,
      at: row.at.toISOString(),
      proposedAt: row.proposed_at.toISOString(),
      ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at.toISOString() } : {}),
      past: row.at <= now,
      says: (asked.get(row.id) ?? []).map((member) => ({
        member,
        says: wordOf(said.find((one) => one.instant_id === row.id && one.member_id === member.id)),
      })),
    }),
  })
}

function wordOf(row: { says: string } | undefined): CaseInstant['says'][number]['says'] {
  return (row?.says ?? 'unsaid') as CaseInstant['says'][number]['says']
}

async function selectSaid(tx: Tx, rows: readonly { id: string }[]) {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  return tx
    .selectFrom('case_instant_says')
    .select(['instant_id', 'member_id', 'says'])
    .where('instant_id', 'in', ids)
    .execute()
}

/** Of each instant those whom it was proposed to, who are still in the case, and of whom the viewer is shown what they say. */
async function selectAsked(
  ctx: Context,
  viewer: Viewer,
  id: string,
  rows: readonly { id: string }[],
): Promise<Map<string, MemberRef[]>> {
  if (rows.length === 0) return new Map()
  const { parties, heard } = await ctx.database.db.transaction().execute(async (tx) => ({
    parties: await selectParties(tx, id),
    heard: await tx
      .selectFrom('case_instants')
      .select(['id', 'heard'])
      .where(
        'id',
        'in',
        rows.map((row) => row.id),
      )
      .execute(),
  }))
  const shown = parties.filter((one) => isReading(one) && isNamed(ctx, viewer, one))
  return new Map(
    heard.map((row) => [
      row.id,
      shown
        .filter((one) => row.heard.includes(one.id))
        .map(({ id: of, name, kind }) => ({ id: of, name, kind })),
    ]),
  )
}

function isNamed(ctx: Context, viewer: Viewer, { id, kind }: Party): boolean {
  return id === viewer.memberId || seesSaidOf(ctx, viewer, kind)
}
