import type { OfficeNotice } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Doer } from '../log/actor.ts'
import { recordOnce } from '../log/once.ts'
import { recordChanges } from './changes.ts'
import type { Answering } from './acknowledge.ts'
import { PRINTED } from '../offices/door.ts'
import { baseChange, lockTargets } from './locked.ts'
import { toShown } from './shown.ts'

/**
 * Records that somebody of an office opened its notice, with what was shown: the first time for each contact, person and key.
 * It acknowledges nothing: that a page was opened is not that it was read. Tells whether this was the first time.
 */
export async function recordOpening(
  ctx: Context,
  office: Answering,
  notice: OfficeNotice,
): Promise<boolean> {
  const { targetId, by } = office
  const once = { subject: `target:${targetId}`, what: 'open', who: toWho(by, office.rank) }
  return recordOnce(ctx.database.db, once, async (tx) => {
    const [target] = await lockTargets(tx, [targetId])
    if (!target) return
    await recordChanges(tx, [
      {
        ...baseChange(target, ctx.clock.now()),
        kind: 'notice.opened',
        by,
        detail: toDetail(by, office),
        shown: toShown(notice),
      },
    ])
  })
}

/** What is known: of a link, not who holds it; of a key, not that a person was there. */
function toDetail(by: Doer, { title, rank }: Answering): string {
  if (typeof by !== 'string' && 'office' in by)
    return rank === PRINTED
      ? 'The link of a printed letter was opened'
      : `The link for ${title} was opened`
  const byKey = typeof by !== 'string' && 'memberId' in by && by.keyId !== undefined
  return byKey ? `An API key of ${title} fetched it` : `${title} opened it when signed in`
}

function toWho(by: Doer, rank: number): string {
  if (typeof by === 'string') return by
  if ('office' in by) return by.contactId ?? `rank ${rank}`
  // No party opens a notice, nor anybody who asks whether they are named.
  if ('party' in by) return by.party
  if ('ask' in by) return by.ask
  return by.keyId ?? by.personId ?? by.memberId
}
