import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { pressedWords, type Answering } from './acknowledge.ts'
import { recordChanges } from './changes.ts'
import { baseChange, lockTargets } from './locked.ts'
import { readOfficeNotice } from './office-notice.ts'
import { toShown } from './shown.ts'

/** Questions of one office about one notice: so many wait at most, and so many there are at most. */
const MOST_OPEN = 5
const MOST = 20

type Question = { text: string; pressedAt?: string }

/**
 * Takes a question of whoever holds a link to the sender of its notice. It is no answer: state and clock of the office stay as they
 * are. The same words by the same link are the same question, so that what was sent twice is asked once. Throws `conflict` where
 * the notice is closed, or the office has asked as much as it may.
 */
export async function askSender(
  ctx: Context,
  by: Answering,
  { text, pressedAt }: Question,
): Promise<void> {
  const at = ctx.clock.now()
  const words = text.trim()
  await ctx.database.db.transaction().execute(async (tx) => {
    const [target] = await lockTargets(tx, [by.targetId])
    if (!target) throw new ExchangeError('not-found', 'this notice is gone')
    if (!(await isNew(tx, by, words))) return
    if (target.closed)
      throw new ExchangeError('conflict', 'this notice is closed; call whom it names')
    const shown = toShown(await readOfficeNotice(ctx, tx, by.targetId, by.rank))
    await tx
      .insertInto('notice_questions')
      .values({
        id: randomUUID(),
        target_id: target.id,
        notice_id: target.noticeId,
        from_member: target.fromMember,
        rank: by.rank,
        text: words,
        asked_at: at,
      })
      .execute()
    const later = pressedAt ? `; ${pressedWords(pressedAt)}` : ''
    await recordChanges(tx, [
      {
        ...baseChange(target, at),
        kind: 'notice.asked',
        by: by.by,
        detail: `${by.title} asked the sender: “${words}”${later}. It is no answer, and the time to answer goes on`,
        shown,
      },
    ])
  })
}

/** Whether these words were not asked before by this link; throws where the office may ask no more. */
async function isNew(tx: Tx, { targetId, rank }: Answering, words: string): Promise<boolean> {
  const asked = await tx
    .selectFrom('notice_questions')
    .select(['rank', 'text', 'answered_at'])
    .where('target_id', '=', targetId)
    .execute()
  if (asked.some((one) => one.rank === rank && one.text === words)) return false
  const open = asked.filter(({ answered_at: at }) => at === null).length
  if (asked.length >= MOST || open >= MOST_OPEN)
    throw new ExchangeError(
      'conflict',
      open >= MOST_OPEN
        ? `${MOST_OPEN} questions of this office wait for an answer; call whom the notice names`
        : `this office has asked ${MOST} questions; call whom the notice names`,
    )
  return true
}
