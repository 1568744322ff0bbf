/** A meeting begins, or is cancelled before it does; both by the member that called it. */
import type { PersonViewer } from '../http/viewer.ts'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { selectPutBefore } from './put-before.ts'
import { queueMails } from './queue.ts'
import { findUnsayable } from './saying.ts'
import {
  announceMeeting,
  meetingAct,
  refuseOutdated,
  refuseUnless,
  selectParties,
} from './store.ts'
import { ask, inMeeting } from './verdict.ts'

/** Says that it has begun. Throws `refused-by-policy`, on record, for others; `conflict` where it was changed or begun before. */
export async function openMeeting(
  ctx: Context,
  who: PersonViewer,
  id: string,
  version: number,
): Promise<void> {
  await inMeeting(ctx, who, { id, act: 'meeting.open' }, async (tx, row) => {
    const isCaller = row.caller === who.memberId
    const own = ask(ctx, who, { action: 'call', belongs: true, isCaller })
    if (!own.allow) return own
    refuseUnless(row, 'called')
    refuseOutdated(row, version)
    const at = ctx.clock.now()
    await tx
      .updateTable('meetings')
      .set({ state: 'open', opened_at: at, version: row.version + 1 })
      .where('id', '=', id)
      .execute()
    const payload = { called: row.invited }
    await appendLog(tx, [meetingAct(row, 'meeting.opened', { at, by: toActor(who), payload })])
    await announceMeeting(tx, id, at, row.invited)
    return undefined
  })
}

/** Cancels it, with the calendar file that says so to whoever was sent one. Throws as `openMeeting`. */
export async function cancelMeeting(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { version, reason }: { version: number; reason: string },
): Promise<void> {
  await inMeeting(ctx, who, { id, act: 'meeting.cancel' }, async (tx, row) => {
    await takeCommitOrder(tx)
    const isCaller = row.caller === who.memberId
    const own = ask(ctx, who, { action: 'call', belongs: true, isCaller })
    if (!own.allow) return own
    refuseUnless(row, 'called')
    refuseOutdated(row, version)
    const parties = await selectParties(tx, row.invited)
    const speaker = { id: who.memberId, kind: who.memberKind, active: true }
    const fresh = [{ where: 'the reason', words: reason }]
    const together = await selectPutBefore(tx, row, who.memberId, fresh, { of: 'other' })
    const refused = await findUnsayable(tx, ctx, speaker, parties, { words: [reason], together })
    if (refused) return refused
    const at = ctx.clock.now()
    const cancelled = { ...row, state: 'cancelled', sequence: row.sequence + 1 }
    await tx
      .updateTable('meetings')
      .set({
        state: 'cancelled',
        cancel_reason: reason,
        version: row.version + 1,
        sequence: cancelled.sequence,
      })
      .where('id', '=', id)
      .execute()
    const queued = await queueMails(tx, ctx, cancelled, at)
    const payload = { reason, sequence: cancelled.sequence, queued }
    await appendLog(tx, [meetingAct(row, 'meeting.cancelled', { at, by: toActor(who), payload })])
    await announceMeeting(tx, id, at, row.invited)
    return undefined
  })
}
