import type { Addressee, Reply } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, readKey, toPage, UUID, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectRelease, selectReleasesById, type ReleaseRow } from '../sharing/select.ts'
import { decideLook } from '../sharing/verdict.ts'
import { toAddressee, toReply } from './shape.ts'
import {
  type Candidate,
  findCandidates,
  findMembers,
  type ReplyRow,
  selectReplies,
  selectWrong,
} from './store.ts'

const DAY = String.raw`\d{4}-\d\d-\d\d`

/** Own replies to a release and those addressed to the own member; with whom it could address, where it was given it. */
export async function listReplies(
  ctx: Context,
  viewer: Viewer,
  releaseId: string,
): Promise<{ items: Reply[]; addressees: Addressee[] }> {
  const found = await read(ctx, viewer, async (tx) => {
    const release = await selectRelease(tx, viewer.memberId, releaseId)
    if (!release || !mayLook(ctx, viewer, release)) return undefined
    return { release, rows: await selectReplies(tx, { releaseId }) }
  })
  if (!found) throw new ExchangeError('not-found', 'no such release')
  const isHolder = found.release.recipient !== null && viewer.via === 'session'
  const candidates = isHolder ? await candidatesOf(ctx, releaseId, viewer.memberId) : []
  return {
    items: await shapeAll(ctx, viewer, found.rows),
    addressees: candidates.map(toAddressee),
  }
}

/** One reply as the viewer sees it. Throws `not-found`. */
export async function readReply(ctx: Context, viewer: Viewer, id: string): Promise<Reply> {
  const rows = await read(ctx, viewer, (tx) => selectReplies(tx, { id }))
  const [reply] = await shapeAll(ctx, viewer, rows)
  if (!reply) throw new ExchangeError('not-found', 'no such reply')
  return reply
}

async function shapeAll(ctx: Context, { memberId }: Viewer, rows: readonly ReplyRow[]) {
  const ids = [...new Set(rows.flatMap((row) => row.audience ?? []))]
  const names = await ctx.database.db.transaction().execute((tx) => findMembers(tx, ids))
  return rows.map((row) => toReply(row, memberId, names))
}

/** What members said to be wrong in own releases, and nobody has dealt with; `next` is passed back as `after`. */
export async function listWrong(
  ctx: Context,
  viewer: Viewer,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: Reply[]; next?: string }> {
  const [day, id] = readKey(after, DAY, UUID) ?? []
  const from = day !== undefined && id !== undefined ? { day, id } : undefined
  const { rows, releases } = await read(ctx, viewer, async (tx) => {
    const found = await selectWrong(tx, viewer.memberId, { after: from, limit: limit + 1 })
    const ids = [...new Set(found.map((row) => row.release_id))]
    return { rows: found, releases: await selectReleasesById(tx, viewer.memberId, ids) }
  })
  const page = toPage(rows, limit, { key: (row) => [row.day, row.id], shape: (row) => row })
  const shown = page.items.filter((row: ReplyRow) => {
    const release = releases.get(row.release_id)
    return release !== undefined && mayLook(ctx, viewer, release)
  })
  return { ...page, items: await shapeAll(ctx, viewer, shown) }
}

function mayLook(ctx: Context, viewer: Viewer, release: ReleaseRow): boolean {
  const moment = { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'api' as const }
  return decideLook(release, viewer, moment, ctx.policies).allow
}

function candidatesOf(ctx: Context, releaseId: string, memberId: string): Promise<Candidate[]> {
  return ctx.database.db.transaction().execute((tx) => findCandidates(tx, releaseId, memberId))
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}
