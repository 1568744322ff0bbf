import type { OfficeNotice } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Doer } from '../log/actor.ts'
import { recordOnce } from '../log/once.ts'
import { recordChanges } from './changes.ts'
import type { Answering } from './acknowledge.ts'
import { baseChange, lockTargets } from './locked.ts'
import { toShown } from './shown.ts'

/**
 * Records that somebody of an office opened its notice, with what was shown: the first time for each contact, person and key.
 * It acknowledges nothing: that a page was opened is not that it was read.
 */
export async function recordOpening(
  ctx: Context,
  office: Answering,
  notice: OfficeNotice,
): Promise<void> {
  const { targetId, by, title } = office
  const once = { subject: `target:${targetId}`, what: 'open', who: toWho(by, office.rank) }
  await recordOnce(ctx.database.db, once, async (tx) => {
    const [target] = await lockTargets(tx, [targetId])
    if (!target) return
    const byLink = typeof by !== 'string' && 'office' in by
    await recordChanges(tx, [
      {
        ...baseChange(target, ctx.clock.now()),
        kind: 'notice.opened',
        by,
        detail: byLink ? `The link for ${title} was opened` : `${title} opened it when signed in`,
        shown: toShown(notice),
      },
    ])
  })
}

function toWho(by: Doer, rank: number): string {
  if (typeof by === 'string') return by
  if ('office' in by) return by.contactId ?? `rank ${rank}`
  return by.personId ?? by.keyId ?? by.memberId
}
