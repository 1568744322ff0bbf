import type { OfficeNotice } from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import type { Answering } from './acknowledge.ts'
import { isUnserved } from './rules.ts'
import { toOfficeNotice } from './shape.ts'
import { selectLatestIndex, selectNotice, selectTarget } from './store.ts'

/** The notice as one office sees it. Read as owner: the caller has shown a link or an office of its own. */
export async function loadOfficeNotice(
  ctx: Context,
  targetId: string,
  rank: number,
): Promise<OfficeNotice> {
  const { db } = ctx.database
  const target = await selectTarget(db, targetId)
  const notice = target && (await selectNotice(db, target.notice_id))
  if (!target || !notice) throw new ExchangeError('not-found', 'this notice is gone')
  const contact = await db
    .selectFrom('notice_contacts')
    .select('language')
    .where('target_id', '=', targetId)
    .where('rank', '=', rank)
    .executeTakeFirst()
  return toOfficeNotice(notice, target, {
    exercise: ctx.config.exercise,
    language: contact?.language === 'es' ? 'es' : 'en',
    logIndex: (await selectLatestIndex(db, targetId)) ?? notice.log_index,
    now: ctx.clock.now(),
  })
}

/** Notices made out to the office that the viewer's member is; those that await an answer first. */
export async function listForOffice(ctx: Context, viewer: Viewer): Promise<OfficeNotice[]> {
  if (!viewer.jurisdiction) return []
  const rows = await ctx.database.db
    .selectFrom('notice_targets')
    .innerJoin('notices', 'notices.id', 'notice_targets.notice_id')
    .select(['notice_targets.id', 'notice_targets.rank'])
    .where('jurisdiction', '=', viewer.jurisdiction)
    .orderBy('notices.sent_at', 'desc')
    .limit(50)
    .execute()
  const notices: OfficeNotice[] = []
  for (const row of rows) notices.push(await loadOfficeNotice(ctx, row.id, row.rank))
  return notices.sort((a, b) => Number(awaits(b)) - Number(awaits(a)))
}

function awaits(notice: OfficeNotice): boolean {
  return isUnserved(notice.state) && !notice.closed
}

/** The signed-in office as the one who answers a target of its own; nobody else's target exists for it. */
export async function answeringAsOffice(
  ctx: Context,
  viewer: Viewer,
  targetId: string,
): Promise<Answering> {
  const row = await ctx.database.db
    .selectFrom('notice_targets')
    .select(['id', 'rank', 'jurisdiction'])
    .where('id', '=', targetId)
    .executeTakeFirst()
  if (!row || !viewer.jurisdiction || row.jurisdiction !== viewer.jurisdiction) {
    throw new ExchangeError('not-found', 'no such notice')
  }
  return { targetId, rank: row.rank, contactId: undefined, title: viewer.memberName, by: viewer }
}
