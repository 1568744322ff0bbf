import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { PRINTED } from '../offices/door.ts'
import { pressedWords, type Answering } from './acknowledge.ts'
import { recordChanges, type Change } from './changes.ts'
import { tellContact } from './escalate.ts'
import { baseChange, lockTargets, type LockedTarget } from './locked.ts'
import { readOfficeNotice } from './office-notice.ts'
import { decideEscalation, isUnserved } from './rules.ts'
import { toShown } from './shown.ts'
import { nextTurn } from './words.ts'

/**
 * Records that whoever holds a contact's link says they are not who is accountable, and `who` is if they know. Nobody counts as
 * told by it. Where it is that contact's turn and an answer is owed, the next one is mailed at once. Saying it twice changes nothing.
 * Throws `bad-request` for the link of a printed letter, which is no contact's.
 */
export async function sayNotMe(
  ctx: Context,
  by: Answering,
  { who, pressedAt }: { who?: string; pressedAt?: string },
): Promise<void> {
  if (by.rank === PRINTED)
    throw new ExchangeError('bad-request', 'a printed letter is to an office, not to one contact')
  const at = ctx.clock.now()
  await ctx.database.db.transaction().execute(async (tx) => {
    const [target] = await lockTargets(tx, [by.targetId])
    if (!target) throw new ExchangeError('not-found', 'this notice is gone')
    if (target.notMe.includes(by.rank)) return
    const shown = toShown(await readOfficeNotice(ctx, tx, by.targetId, by.rank))
    await tx
      .updateTable('notice_contacts')
      .set({ not_me_at: at })
      .where('target_id', '=', target.id)
      .where('rank', '=', by.rank)
      .execute()
    const said = `Whoever holds the link for ${by.title} says that this is not them; ${whoIs(who)}${pressedAt ? `; ${pressedWords(pressedAt)}` : ''}`
    const change = await toChange(tx, target, { rank: by.rank, said, at })
    await recordChanges(tx, [{ ...change, by: by.by, shown }])
  })
}

function whoIs(who: string | undefined): string {
  const named = who?.trim()
  return named ? `accountable is, they say: ${named}` : 'they do not say who is accountable'
}

async function toChange(
  tx: Tx,
  target: LockedTarget,
  { rank, said, at }: { rank: number; said: string; at: Date },
): Promise<Omit<Change, 'by'>> {
  const { standing, kind } = target
  const base = { ...baseChange(target, at), kind: 'notice.not-me' as const }
  const isTurn = rank === standing.rank && !target.closed && isUnserved(standing.state, kind)
  if (!isTurn) return { ...base, detail: `${said}. It changes nothing about whose turn it is` }
  const { next, state } = decideEscalation(standing, target.chain, target.notMe)
  if (next === undefined) {
    const words = `${said}. Nobody is left on file. The sender must call.`
    return { ...base, state, dueAt: undefined, detail: words, fault: words }
  }
  const { title, ways } = await tellContact(tx, target, next, at)
  // No time has run out: that nobody has answered yet is no fault of the office.
  const turned = { state: standing.state, rank: next, dueAt: undefined }
  return { ...base, ...turned, detail: `${said}. ${nextTurn(title)}${ways}` }
}
