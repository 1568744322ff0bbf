import type { OfficeNotice } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { selectOfficeQuestions } from './question-store.ts'
import { toOfficeNotice } from './shape.ts'
import { selectOfficeVersions } from './versions.ts'
import { selectOfficeIndex, selectNotice, selectTarget } from './store.ts'

/** The notice as one office sees it. Read as owner: the caller has shown a link or an office of its own. */
export async function readOfficeNotice(
  ctx: Context,
  db: Db,
  targetId: string,
  rank: number,
): Promise<OfficeNotice> {
  const target = await selectTarget(db, targetId)
  const notice = target && (await selectNotice(db, target.notice_id))
  if (!target || !notice) throw new ExchangeError('not-found', 'this notice is gone')
  const contact = await db
    .selectFrom('notice_contacts')
    .select(['rank', 'title', 'language', 'not_me_at'])
    .where('target_id', '=', targetId)
    .where('rank', '=', rank)
    .executeTakeFirst()
  return toOfficeNotice(notice, target, {
    exercise: ctx.config.exercise,
    contact,
    language: contact?.language ?? notice.main_language,
    logIndex: (await selectOfficeIndex(db, targetId)) ?? notice.log_index,
    now: ctx.clock.now(),
    versions: await selectOfficeVersions(db, target),
    questions: await selectOfficeQuestions(db, targetId),
  })
}
