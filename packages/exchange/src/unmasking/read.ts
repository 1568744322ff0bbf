import type { Unmasking, UnmaskingState } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, readNumber, sealedList, toPage, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectReviewMails } from '../second-person/mails.ts'
import { decideUnmasking } from '../policy/unmasking.ts'
import { type ReleaseRow, selectReleasesById } from '../sharing/select.ts'
import { decideLook, decideReading } from '../sharing/verdict.ts'
import { type Stand, toUnmasking } from './shape.ts'
import { type AskRow, selectActive, selectAsks, selectFacts, toAbout } from './store.ts'

type Query = PageQuery & { releaseId?: string | undefined; state?: UnmaskingState | undefined }

/** A page of the asks of the own member and of those about its messages, newest first; `next` is passed back as `after`. */
export async function listUnmaskings(
  ctx: Context,
  viewer: Viewer,
  { after, limit = PAGE_SIZE, releaseId, state }: Query,
): Promise<{ items: Unmasking[]; next?: string }> {
  const list = sealedList(ctx.cursors, 'unmaskings')
  const before = readNumber(list.open(after))
  const { rows, releases } = await read(ctx, viewer, async (tx) => {
    const found = await selectAsks(tx)
      .$if(before !== undefined, (query) => query.where('u.position', '<', before!))
      .$if(releaseId !== undefined, (query) => query.where('u.release_id', '=', releaseId!))
      .$if(state !== undefined, (query) => query.where('u.state', '=', state!))
      .orderBy('u.position', 'desc')
      .limit(limit + 1)
      .execute()
    return { rows: found, releases: await releasesOf(tx, viewer, found) }
  })
  const page = toPage(rows, limit, {
    key: (row) => [row.position],
    shape: (row) => row,
    ...list,
  })
  return { ...page, items: await shapeAll(ctx, viewer, page.items, releases) }
}

/** One ask of the own member or about a message of it. Throws `not-found`. */
export async function readUnmasking(ctx: Context, viewer: Viewer, id: string): Promise<Unmasking> {
  const { rows, releases } = await read(ctx, viewer, async (tx) => {
    const found = await selectAsks(tx).where('u.id', '=', id).execute()
    return { rows: found, releases: await releasesOf(tx, viewer, found) }
  })
  const [shown] = await shapeAll(ctx, viewer, rows, releases)
  if (!shown) throw new ExchangeError('not-found', 'nobody asked for this')
  return shown
}

function releasesOf(tx: Tx, { memberId }: Viewer, rows: readonly AskRow[]) {
  return selectReleasesById(tx, memberId, [...new Set(rows.map((row) => row.release_id))])
}

/** Asks about a release that the rules hide are hidden with it. */
async function shapeAll(
  ctx: Context,
  viewer: Viewer,
  rows: readonly AskRow[],
  releases: ReadonlyMap<string, ReleaseRow>,
): Promise<Unmasking[]> {
  const moment = { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'api' as const }
  const shown: Unmasking[] = []
  for (const row of rows) {
    const release = releases.get(row.release_id)
    if (!release || !decideLook(release, viewer, moment, ctx.policies).allow) continue
    const mayRead = decideReading(release, viewer, moment, ctx.policies).allow
    const stand = row.state === 'asked' ? await standOf(ctx, row) : undefined
    shown.push(toUnmasking(row, release.title, viewer, { mayRead, stand }))
  }
  return shown
}

/** Who may not decide an ask that waits since they wrote the message, and why nobody could approve it now. */
async function standOf(ctx: Context, row: AskRow): Promise<Stand | undefined> {
  const { release_id: releaseId, token, asker } = row
  return ctx.database.db.transaction().execute(async (tx) => {
    const facts = await selectFacts(tx, { releaseId, token, asker })
    if (!facts) return undefined
    const [askerActive = false] = await selectActive(tx, [{ id: row.asked_by, role: 'analyst' }])
    const decision = decideUnmasking(
      {
        action: 'unmask',
        ...toAbout(facts),
        isReviewer: true,
        isAuthor: false,
        askerActive,
        namesPersons: false,
        context: { now: ctx.clock.now(), exit: 'api', exercise: ctx.config.exercise },
      },
      ctx.policies,
    )
    const waiting = { kind: 'unmasking' as const, id: row.id }
    const mails = await selectReviewMails(tx, waiting, ctx.clock.now())
    return { author: facts.author, mails, ...(decision.allow ? {} : { fault: decision }) }
  })
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}
