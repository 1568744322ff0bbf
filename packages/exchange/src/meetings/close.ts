/** A meeting ends: its minutes are put together, byte for byte, and each side may answer to them within a time. */
import type { PersonViewer } from '../http/viewer.ts'
import type { Message } from '@tocsin/api'
import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { type Doer, toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { NO_ASK } from '../policy/no-ask.ts'
import { recordRefusals } from '../refusals/record.ts'
import { selectShownPromises } from './item-store.ts'
import { type Minutes, toMinutes } from './minutes.ts'
import {
  announceMeeting,
  meetingAct,
  type MeetingRow,
  refuseOutdated,
  refuseUnless,
  selectParties,
  selectShownAttendance,
} from './store.ts'
import { ask, inMeeting } from './verdict.ts'

const DAY_MS = 86_400_000
const NEEDS_SECOND = 'message-needs-second'

/**
 * Ends it, by the member that called it. What nobody confirmed as the second person is not in the minutes, which say so; what was
 * prepared and not confirmed was never said to anybody. Throws as `openMeeting`.
 */
export async function closeMeeting(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { version, answerDays }: { version: number; answerDays: number },
): Promise<void> {
  await inMeeting(ctx, who, { id, act: 'meeting.close' }, async (tx, row) => {
    const isCaller = row.caller === who.memberId
    const own = ask(ctx, who, { action: 'call', belongs: true, isCaller })
    if (!own.allow) return own
    refuseUnless(row, 'open')
    refuseOutdated(row, version)
    await endMeeting(tx, ctx, row, { at: ctx.clock.now(), by: toActor(who), answerDays })
    return undefined
  })
}

/** Ends a meeting that is under way and locked: settles what waits, puts the minutes together and gives each side its days. */
export async function endMeeting(
  tx: Tx,
  ctx: Context,
  row: MeetingRow,
  { at, by, answerDays }: { at: Date; by: Doer; answerDays: number },
): Promise<void> {
  const { id } = row
  const left = await leaveUnconfirmed(tx, ctx, id)
  const ended_by_clock = by === 'clock'
  const text = JSON.stringify(await readMinutes(tx, { ...row, ended_by_clock }, at))
  const sha256 = createHash('sha256').update(text).digest('hex')
  const dueAt = new Date(at.getTime() + answerDays * DAY_MS)
  await tx
    .updateTable('meetings')
    .set({
      state: 'closed',
      version: row.version + 1,
      closed_at: at,
      due_at: dueAt,
      minutes_text: text,
      minutes_sha256: sha256,
      ended_by_clock,
    })
    .where('id', '=', id)
    .execute()
  const payload = { minutes: sha256, answerUntil: dueAt.toISOString() }
  await appendLog(tx, [meetingAct(row, 'meeting.closed', { at, by, payload })])
  const decision = { allow: false, rule: NEEDS_SECOND, reason: reasonOf(ctx) }
  await recordRefusals(
    tx,
    at,
    left.map((memberId) => ({
      act: 'meeting.item',
      subject: `meeting:${id}`,
      by: { memberId },
      doer: 'exchange' as const,
      decision,
    })),
  )
  await announceMeeting(tx, id, at, row.invited)
}

async function readMinutes(tx: Tx, row: MeetingRow, closedAt: Date): Promise<Minutes> {
  return toMinutes({
    row,
    closedAt,
    noAsk: row.at_gate ? NO_ASK : undefined,
    parties: await selectParties(tx, row.invited),
    attendance: await selectShownAttendance(tx, row.id),
    items: await selectSaid(tx, row.id),
    promises: await selectShownPromises(tx, row.id),
  })
}

function reasonOf(ctx: Context): string {
  return ctx.policies.rules.get(NEEDS_SECOND)!.reason
}

/** Settles what waits; gives the members whose words the minutes then leave out. */
async function leaveUnconfirmed(tx: Tx, ctx: Context, id: string): Promise<string[]> {
  const waiting = await tx
    .selectFrom('meeting_items')
    .select(['id', 'member_id', 'prepared'])
    .where('meeting_id', '=', id)
    .where('state', '=', 'waits')
    .orderBy('position')
    .execute()
  for (const { id: item, prepared } of waiting)
    await tx
      .updateTable('meeting_items')
      .set(
        prepared
          ? { state: 'unsaid' }
          : { state: 'unconfirmed', rule: NEEDS_SECOND, reason: reasonOf(ctx) },
      )
      .where('id', '=', item)
      .execute()
  return waiting.filter(({ prepared }) => !prepared).map(({ member_id: member }) => member)
}

/** What stands in the minutes of items, in their order: what all saw, and which rule kept the others out. */
async function selectSaid(tx: Tx, id: string) {
  const rows = await tx
    .selectFrom('meeting_items as i')
    .innerJoin('meeting_item_words as w', 'w.item_id', 'i.id')
    .select([
      'i.id',
      'i.member_id',
      'i.type',
      'i.state',
      'i.rule',
      'i.at',
      'i.log_index',
      'w.title',
      'w.words',
      'w.message',
      'w.content',
    ])
    .where('i.meeting_id', '=', id)
    .where('i.state', 'in', ['taken', 'refused', 'unconfirmed'])
    .orderBy('i.position')
    .execute()
  return rows.map((row) => ({ ...row, message: row.message as Message }))
}
