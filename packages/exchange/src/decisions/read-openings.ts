import type {
  HOLDER_STEPS,
  listOpenings as listRoute,
  Opening,
  OpeningState,
  ReplyOf,
} from '@tocsin/api'
import { proveAnswerOf } from '../answers/prove.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import {
  INSTANT,
  PAGE_SIZE,
  readInstant,
  readKey,
  toPage,
  UUID,
  type PageQuery,
} from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import {
  findHeldGroups,
  findNames,
  findToOpen,
  type OpeningRow,
  selectOpenings,
  selectSteps,
} from './opening-store.ts'

/** Openings that concern the viewer's member, newest first; `next` is passed back as `after`. */
export async function listOpenings(
  ctx: Context,
  viewer: Viewer,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<ReplyOf<typeof listRoute>> {
  const [at, id] = readKey(after, INSTANT, UUID) ?? []
  const from = at !== undefined && id !== undefined ? { at: readInstant(at), id } : undefined
  const rows = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    selectOpenings(tx, { after: from, limit: limit + 1 }),
  )
  const key = (row: OpeningRow) => [row.asked_at.toISOString(), row.id]
  const page = toPage(rows, limit, { key, shape: (row) => row })
  const heldFor = viewer.via === 'session' ? await heldGroups(ctx, viewer.memberId) : []
  return { ...page, items: await shapeAll(ctx, viewer, page.items), heldFor }
}

async function heldGroups(ctx: Context, memberId: string) {
  const rows = await ctx.database.db.transaction().execute((tx) => findHeldGroups(tx, memberId))
  const groups = new Map(rows.map((row) => [row.group_id, row.group_name]))
  return [...groups].map(([id, name]) => ({
    group: { id, name },
    members: rows
      .filter((row) => row.group_id === id)
      .map((row) => ({ id: row.id, name: row.name, kind: row.kind })),
  }))
}

/** One opening that concerns the viewer's member. Throws `not-found`. */
export async function readOpening(ctx: Context, viewer: Viewer, id: string): Promise<Opening> {
  const rows = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    selectOpenings(tx, { id, limit: 1 }),
  )
  const [shown] = await shapeAll(ctx, viewer, rows)
  if (!shown) throw new ExchangeError('not-found', 'no such opening')
  return shown
}

type Step = Awaited<ReturnType<typeof selectSteps>>[number]

async function shapeAll(
  ctx: Context,
  viewer: Viewer,
  rows: readonly OpeningRow[],
): Promise<Opening[]> {
  const ids = rows.map(({ id }) => id)
  const steps = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    selectSteps(tx, ids),
  )
  const named = rows.flatMap((row) => [...row.holders, row.member_id, row.asker])
  const names = await ctx.database.db
    .transaction()
    .execute((tx) => findNames(tx, [...new Set(named)]))
  const shown: Opening[] = []
  for (const row of rows) {
    const taken = steps.filter((step) => step.opening_id === row.id)
    const toOpen = await toOpenFor(ctx, viewer.memberId, row, taken)
    shown.push({ ...toOpening(row, taken, names, viewer.memberId), ...(toOpen ? { toOpen } : {}) })
  }
  return shown
}

function toOpening(
  row: OpeningRow,
  steps: readonly Step[],
  names: Awaited<ReturnType<typeof findNames>>,
  viewerId: string,
): Opening {
  const refOf = (id: string) => ({ id, ...names.get(id)! })
  return {
    id: row.id,
    releaseId: row.release_id,
    member: refOf(row.member_id),
    asker: refOf(row.asker),
    authority: row.authority,
    reason: row.reason,
    state: row.state as OpeningState,
    askedAt: row.asked_at.toISOString(),
    ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
    holders: row.holders.map((id) => ({
      member: refOf(id),
      steps: steps
        .filter(({ holder }) => holder === id)
        .map(({ step, at }) => ({
          step: step as (typeof HOLDER_STEPS)[number],
          at: at.toISOString(),
        })),
    })),
    openerKey: row.opener_key,
    own: row.asker === viewerId ? 'asker' : row.member_id === viewerId ? 'member' : 'holder',
  }
}

/** The sealed decision, for a key holder that agreed, once two did; to whoever asked the shares as well, once two were passed on. */
async function toOpenFor(
  ctx: Context,
  viewerId: string,
  row: OpeningRow,
  steps: readonly Step[],
): Promise<Opening['toOpen']> {
  const hasAgreed = steps.some(({ holder, step }) => holder === viewerId && step === 'agreed')
  if (!hasAgreed || !['agreed', 'opened'].includes(row.state)) return undefined
  const found = await ctx.database.db.transaction().execute((tx) => findToOpen(tx, row.id))
  const place = found?.holders.indexOf(viewerId) ?? -1
  // Named by a later charter, it has no share of what was sealed before.
  if (!found || place === -1) return undefined
  const isOpener = row.asker === viewerId && row.state === 'opened'
  const proof = isOpener ? await proveAnswerOf(ctx, found.answer_id) : undefined
  return {
    releaseId: row.release_id,
    memberId: row.member_id,
    envelope: Buffer.from(found.envelope).toString('base64'),
    commitment: Buffer.from(found.commitment).toString('base64'),
    place,
    shares: isOpener ? found.shares.map((share) => Buffer.from(share).toString('base64')) : [],
    ...(proof === undefined ? {} : { proof }),
  }
}
