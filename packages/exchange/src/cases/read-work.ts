/** Steps, offers and lines of a case as a member sees them: what was for it when it was made, and how many others there are. */
import type { CaseLine, CaseOffer, CaseStep, MemberKind, StepVersion } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, type PageQuery, toPage } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { isGovernment } from '../sharing/rules.ts'
import { placeIn } from './places.ts'
import { inShown, namesOf } from './read.ts'
import { seesActsOf } from './verdict.ts'

type Page<T> = { items: T[]; next?: string }
type Counted<T> = Page<T> & { withheld: number }

/** A page of steps, the latest first; `next` is passed back as `after`. Throws `not-found`. */
export async function listSteps(
  ctx: Context,
  viewer: Viewer,
  id: string,
  query: PageQuery,
): Promise<Counted<CaseStep>> {
  const page = await pageOfSteps(ctx, viewer, id, { query })
  return { ...page, withheld: await countWithheld(ctx, viewer, id, 'case_steps') }
}

/** One step as this person sees it. Throws `not-found`. */
export async function readStep(
  ctx: Context,
  viewer: Viewer,
  { id, step }: { id: string; step: string },
): Promise<CaseStep> {
  const { items } = await pageOfSteps(ctx, viewer, id, { step, query: {} })
  if (!items[0]) throw new ExchangeError('not-found', 'no such step')
  return items[0]
}

async function pageOfSteps(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { step, query }: { step?: string; query: PageQuery },
): Promise<Page<CaseStep>> {
  const { limit = PAGE_SIZE } = query
  const before = await placeIn(ctx, 'case_steps', id, query.after)
  const { rows, edits } = await inShown(ctx, viewer, id, async (tx) => {
    const found = await tx
      .selectFrom('case_steps')
      .select(['id', 'position', 'member_id', 'member_kind', 'made_at', 'offer_id'])
      .where('case_id', '=', id)
      .$if(step !== undefined, (asked) => asked.where('id', '=', step!))
      .$if(before !== undefined, (asked) => asked.where('position', '<', before!))
      .orderBy('position', 'desc')
      .limit(limit + 1)
      .execute()
    const shown = found.filter((row) => isShown(ctx, viewer, row))
    return {
      rows: shown,
      edits: await selectEdits(
        tx,
        shown.map((row) => row.id),
      ),
    }
  })
  const names = await namesOf(
    ctx,
    rows.map((row) => row.member_id),
  )
  return toPage(rows, limit, {
    key: (row) => [row.id],
    shape: (row) => {
      const own = edits.filter((one) => one.step_id === row.id)
      return {
        id: row.id,
        by: names.get(row.member_id)!,
        own: row.member_id === viewer.memberId,
        madeAt: row.made_at.toISOString(),
        ...(row.offer_id === null ? {} : { offerId: row.offer_id }),
        current: toVersion(own.find(({ standing }) => standing === 'stands')!),
        beside: own.filter(({ standing }) => standing === 'beside').map(toVersion),
      }
    },
  })
}

async function selectEdits(tx: Tx, steps: readonly string[]) {
  if (steps.length === 0) return []
  return tx
    .selectFrom('case_step_edits')
    .select(['id', 'step_id', 'words', 'due_at', 'state', 'at', 'standing'])
    .where('step_id', 'in', steps)
    .where('standing', '<>', 'past')
    .orderBy('seq')
    .execute()
}

type EditRow = Awaited<ReturnType<typeof selectEdits>>[number]

function toVersion({ id, words, due_at: due, state, at }: EditRow): StepVersion {
  return {
    id,
    words,
    ...(due ? { dueAt: due.toISOString() } : {}),
    state: state as StepVersion['state'],
    at: at.toISOString(),
  }
}

/** Row-level security shows what was for the member; the rules say of whom it sees anything at all. */
export function isShown(
  ctx: Context,
  viewer: Viewer,
  row: { member_id: string; member_kind: string },
): boolean {
  const isOwn = row.member_id === viewer.memberId
  return isOwn || seesActsOf(ctx, viewer, row.member_kind as MemberKind)
}

/** How many stand in the case that were not for the viewer; to a body of government those of platforms and campaigns do not count. */
export async function countWithheld(
  ctx: Context,
  viewer: Viewer,
  id: string,
  table: 'case_steps' | 'case_lines' | 'case_instants' | 'case_claims',
): Promise<number> {
  const { held } = await ctx.database.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('case_id', '=', id)
    .where((eb) => eb.not(eb(eb.val(viewer.memberId), '=', eb.fn.any('heard'))))
    .$if(isGovernment(viewer.memberKind), (query) =>
      query.where('member_kind', 'not in', ['platform', 'campaign']),
    )
    .executeTakeFirstOrThrow()
  return Number(held)
}

/** A page of offers that the viewer's member made or was made, the latest first. Throws `not-found`. */
export async function listOffers(
  ctx: Context,
  viewer: Viewer,
  id: string,
  query: PageQuery & { offer?: string },
): Promise<Page<CaseOffer>> {
  const { offer, limit = PAGE_SIZE } = query
  const before = await placeIn(ctx, 'case_offers', id, query.after)
  const rows = await inShown(ctx, viewer, id, (tx) =>
    tx
      .selectFrom('case_offers')
      .select(['id', 'position', 'from_member', 'to_member', 'words', 'due_at', 'offered_at'])
      .select(['state', 'answered_at'])
      .where('case_id', '=', id)
      .$if(offer !== undefined, (asked) => asked.where('id', '=', offer!))
      .$if(before !== undefined, (asked) => asked.where('position', '<', before!))
      .orderBy('position', 'desc')
      .limit(limit + 1)
      .execute(),
  )
  const names = await namesOf(
    ctx,
    rows.flatMap((row) => [row.from_member, row.to_member]),
  )
  return toPage(rows, limit, {
    key: (row) => [row.id],
    shape: (row) => ({
      id: row.id,
      from: names.get(row.from_member)!,
      to: names.get(row.to_member)!,
      own: row.from_member === viewer.memberId,
      words: row.words,
      ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
      offeredAt: row.offered_at.toISOString(),
      state: row.state as CaseOffer['state'],
      ...(row.answered_at ? { answeredAt: row.answered_at.toISOString() } : {}),
    }),
  })
}

/** One offer as this person sees it. Throws `not-found`. */
export async function readOffer(
  ctx: Context,
  viewer: Viewer,
  { id, offer }: { id: string; offer: string },
): Promise<CaseOffer> {
  const { items } = await listOffers(ctx, viewer, id, { offer })
  if (!items[0]) throw new ExchangeError('not-found', 'no such offer')
  return items[0]
}

/** A page of the plan and notes, the latest first. Throws `not-found`. */
export async function listLines(
  ctx: Context,
  viewer: Viewer,
  id: string,
  query: PageQuery,
): Promise<Counted<CaseLine>> {
  const page = await pageOfLines(ctx, viewer, id, query)
  return { ...page, withheld: await countWithheld(ctx, viewer, id, 'case_lines') }
}

/** One line as this person sees it. Throws `not-found`. */
export async function readLine(
  ctx: Context,
  viewer: Viewer,
  { id, line }: { id: string; line: string },
): Promise<CaseLine> {
  const { items } = await pageOfLines(ctx, viewer, id, { line })
  if (!items[0]) throw new ExchangeError('not-found', 'no such line')
  return items[0]
}

async function pageOfLines(
  ctx: Context,
  viewer: Viewer,
  id: string,
  query: PageQuery & { line?: string },
): Promise<Page<CaseLine>> {
  const { line, limit = PAGE_SIZE } = query
  const before = await placeIn(ctx, 'case_lines', id, query.after)
  const rows = await inShown(ctx, viewer, id, (tx) =>
    tx
      .selectFrom('case_lines')
      .select(['id', 'position', 'kind', 'member_id', 'member_kind', 'at', 'words', 'due_at'])
      .select('struck_at')
      .where('case_id', '=', id)
      .$if(line !== undefined, (asked) => asked.where('id', '=', line!))
      .$if(before !== undefined, (asked) => asked.where('position', '<', before!))
      .orderBy('position', 'desc')
      .limit(limit + 1)
      .execute(),
  )
  const shown = rows.filter((row) => isShown(ctx, viewer, row))
  const names = await namesOf(
    ctx,
    shown.map((row) => row.member_id),
  )
  return toPage(shown, limit, {
    key: (row) => [row.id],
    shape: (row) => ({
      id: row.id,
      kind: row.kind as CaseLine['kind'],
      by: names.get(row.member_id)!,
      own: row.member_id === viewer.memberId,
      words: row.words,
      ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
      at: row.at.toISOString(),
      ...(row.struck_at ? { struckAt: row.struck_at.toISOString() } : {}),
    }),
  })
}
