import type { RecallAnswer } from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import { announce } from '../live/announce.ts'
import type { Actor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { recordRefusals } from '../refusals/record.ts'
import { findUnanswerable, findUntellable } from './follow-up.ts'
import { lockRecipient, lockRelease, withdrawRelease, writeAnswer } from './store.ts'

const MISSING = 'no such release'

/**
 * Takes a release back: from the commit on no recipient can read it at any exit, and each is told and must
 * answer. Only its sender may; to anyone else it is not there. Throws `refused-by-policy`, on record, for a reason that
 * the holders may not be told; another reason can be given.
 */
export async function recallRelease(
  ctx: Context,
  sender: Actor,
  releaseId: string,
  reason: string,
): Promise<void> {
  const refused = await ctx.database.db.transaction().execute(async (tx) => {
    const senderId = sender.memberId
    const release = await lockRelease(tx, releaseId)
    if (release?.from_member !== senderId) throw new ExchangeError('not-found', MISSING)
    if (release.recalled_at) throw new ExchangeError('conflict', 'this release was recalled before')
    const at = ctx.clock.now()
    const decision = await findUntellable(tx, ctx, releaseId, reason)
    if (decision) {
      const subject = `release:${releaseId}`
      await recordRefusals(tx, at, [{ act: 'recall', subject, by: sender, decision }])
      return decision
    }
    const holders = await withdrawRelease(tx, releaseId, at, reason)
    await appendLog(tx, [
      {
        kind: 'release.recalled',
        at,
        subject: `release:${releaseId}`,
        payload: {
          statement: `A release was taken back from ${holders.length} holders: ${reason}`,
          release: releaseId,
          from: senderId,
          reason,
          holders: holders.length,
        },
        by: sender,
        members: [senderId, ...holders],
      },
    ])
    await announce(tx, { kind: 'release.recalled', subject: releaseId, at, members: holders })
    await announce(tx, { kind: 'release.changed', subject: releaseId, at, members: [senderId] })
    return undefined
  })
  if (refused) throw new ExchangeError('refused-by-policy', refused.reason, { rule: refused.rule })
}

/**
 * A holder's answer to a recall. One that kept its copy may say later that it deleted it; any other answer
 * is final. Throws `refused-by-policy`, on record, for a note that its sender may not be told; another can be given.
 */
export async function answerRecall(
  ctx: Context,
  holder: Actor,
  releaseId: string,
  answer: RecallAnswer,
  note: string | undefined,
): Promise<void> {
  const refused = await ctx.database.db.transaction().execute(async (tx) => {
    const { memberId } = holder
    const line = await lockRecipient(tx, releaseId, memberId)
    if (!line) throw new ExchangeError('not-found', MISSING)
    if (!line.withdrawn_at) throw new ExchangeError('conflict', 'this release was not recalled')
    if (line.recall_answer !== null && line.recall_answer !== 'kept')
      throw new ExchangeError('conflict', `you answered before: ${line.recall_answer}`)
    const at = ctx.clock.now()
    const decision =
      note === undefined
        ? undefined
        : await findUnanswerable(tx, ctx, { releaseId, holderId: memberId, note })
    if (decision) {
      const subject = `release:${releaseId}`
      await recordRefusals(tx, at, [{ act: 'answer', subject, by: holder, decision }])
      return decision
    }
    await writeAnswer(tx, { releaseId, memberId }, { answer, note, at })
    const both = [line.from_member, memberId]
    await appendLog(tx, [
      {
        kind: 'recall.answered',
        at,
        subject: `release:${releaseId}`,
        payload: {
          statement: `A holder answered a recall: ${answer}`,
          release: releaseId,
          member: memberId,
          answer,
          ...(note ? { note } : {}),
        },
        by: holder,
        members: both,
      },
    ])
    await announce(tx, { kind: 'release.changed', subject: releaseId, at, members: both })
    return undefined
  })
  if (refused) throw new ExchangeError('refused-by-policy', refused.reason, { rule: refused.rule })
}
