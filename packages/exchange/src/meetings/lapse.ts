/** A meeting that nobody ends or begins, as when its caller is suspended, is ended by the clock, and says so. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { inTurn } from '../jobs/in-turn.ts'
import { appendLog } from '../log/append.ts'
import { endMeeting } from './close.ts'
import { announceMeeting, lockMeeting, meetingAct, type MeetingRow } from './store.ts'

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000]
/** After the time that it was called for, one that goes on is ended, and one that never began is cancelled; none goes on for longer than that. */
const END_HOURS = 24
const BEGIN_HOURS = 7 * 24
/** Days to answer to minutes that the clock put together. */
const ANSWER_DAYS = 14

type Going = Pick<MeetingRow, 'state' | 'starts_at' | 'opened_at' | 'minutes'>

/** When the clock does what nobody did; nothing for a meeting that has ended. */
export function lapsesAt({ state, starts_at, opened_at, minutes }: Going): Date | undefined {
  if (state !== 'called' && state !== 'open') return undefined
  const starts = starts_at.getTime()
  const opened = opened_at?.getTime() ?? starts
  const hours = state === 'open' ? END_HOURS : BEGIN_HOURS
  const lapses = Math.max(starts, opened) + minutes * MINUTE_MS + hours * HOUR_MS
  // One that was begun long before its time would stay open until then.
  return new Date(state === 'open' ? Math.min(lapses, opened + BEGIN_HOURS * HOUR_MS) : lapses)
}

/** Ends and cancels what is due. One that fails stops no other. */
export async function lapseDue(ctx: Context): Promise<boolean> {
  const { db } = ctx.database
  const at = ctx.clock.now()
  const going = await db
    .selectFrom('meetings')
    .select(['id', 'state', 'starts_at', 'opened_at', 'minutes'])
    .where('state', 'in', ['called', 'open'])
    .where((eb) => eb.or([eb('state', '=', 'open'), eb('starts_at', '<=', at)]))
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  const isDue = (row: Going): boolean => (lapsesAt(row) ?? at) <= at && lapsesAt(row) !== undefined
  await inTurn(going.filter(isDue), ({ id }) => lapse(ctx, id, at, isDue))
  return false
}

async function lapse(
  ctx: Context,
  id: string,
  at: Date,
  isDue: (row: Going) => boolean,
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockMeeting(tx, id)
    if (!isDue(row)) return
    if (row.state === 'open')
      return endMeeting(tx, ctx, row, { at, by: 'clock', answerDays: ANSWER_DAYS })
    const reason = 'The time that it was called for is over, and nobody began it.'
    await tx
      .updateTable('meetings')
      .set({
        state: 'cancelled',
        cancel_reason: reason,
        version: row.version + 1,
        ended_by_clock: true,
      })
      .where('id', '=', id)
      .execute()
    // A file of what is long over is left in calendars as it is.
    await sql`update deliveries set state = 'cancelled', next_at = null, settled_at = ${at},
        fault = 'The meeting was over first.'
      where meeting_id = ${id}::uuid and state = 'queued'`.execute(tx)
    const payload = { reason, sequence: row.sequence, queued: 0 }
    await appendLog(tx, [meetingAct(row, 'meeting.cancelled', { at, by: 'clock', payload })])
    await announceMeeting(tx, id, at, row.invited)
  })
}
