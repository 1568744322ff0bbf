/** Each side answers to the minutes; then they are sealed, by the last answer or by the day. */
import type { PersonViewer } from '../http/viewer.ts'
import type { BodyOf, answerMinutes as answerRoute } from '@tocsin/api'
import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { inTurn } from '../jobs/in-turn.ts'
import { type Doer, toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { toReceivers } from '../register/rules.ts'
import { type Minutes, toPublic } from './minutes.ts'
import { selectPutBefore } from './put-before.ts'
import { findUnsayable } from './saying.ts'
import {
  announceMeeting,
  lockMeeting,
  meetingAct,
  type MeetingRow,
  refuseUnless,
  selectParties,
} from './store.ts'
import { inMeeting } from './verdict.ts'

const DAY_MS = 86_400_000
/** Days after which the words are public, as those of messages are, unless the configuration says. */
const TEXT_DAYS = 180

type Answered = BodyOf<typeof answerRoute>

/**
 * Keeps what this person's member says to the minutes, until they are sealed; the last answer seals them. Throws `preview-outdated`
 * for other minutes than these; `conflict` where a colleague has answered since; `refused-by-policy` for words that may not be said.
 */
export async function answerMinutes(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { sha256, version, answer, words }: Answered,
): Promise<void> {
  if (answer !== 'confirmed' && words === undefined)
    throw new ExchangeError('bad-request', 'say what is to be corrected, or why you dissent', {
      path: '/body/words',
    })
  // Words beside a plain yes would be sealed as part of it, and be neither a correction nor a dissent.
  if (answer === 'confirmed' && words !== undefined)
    throw new ExchangeError('bad-request', 'a confirmation has no words: correct or dissent', {
      path: '/body/words',
    })
  await inMeeting(ctx, who, { id, act: 'meeting.answer' }, async (tx, row) => {
    refuseUnless(row, 'closed')
    const at = ctx.clock.now()
    if (row.due_at! <= at)
      throw new ExchangeError('conflict', 'the time for answering to these minutes has ended')
    if (row.minutes_sha256 !== sha256)
      throw new ExchangeError('preview-outdated', 'these are not the minutes of this meeting')
    const parties = await selectParties(tx, row.invited)
    const speaker = { id: who.memberId, kind: who.memberKind, active: true }
    const said = words === undefined ? [] : [words]
    const fresh = said.map((one) => ({ where: 'this answer', words: one }))
    const together = await selectPutBefore(tx, row, who.memberId, fresh, { of: 'other' })
    const refused = await findUnsayable(tx, ctx, speaker, parties, { words: said, together })
    if (refused) return refused
    await keepAnswer(tx, who, row, { answer, words, version, at })
    const payload = { from: who.memberId, minutes: sha256, answer, ...(words ? { words } : {}) }
    await appendLog(tx, [meetingAct(row, 'meeting.answered', { at, by: toActor(who), payload })])
    const answers = await selectAnswers(tx, id)
    if (answers.length === row.invited.length) await seal(tx, ctx, row, 'exchange', at)
    await announceMeeting(tx, id, at, row.invited)
    return undefined
  })
}

async function keepAnswer(
  tx: Tx,
  who: PersonViewer,
  { id }: MeetingRow,
  { answer, words, version, at }: Omit<Answered, 'sha256'> & { at: Date },
): Promise<void> {
  const before = await tx
    .selectFrom('meeting_answers')
    .select('version')
    .where('meeting_id', '=', id)
    .where('member_id', '=', who.memberId)
    .executeTakeFirst()
  if ((before?.version ?? 0) !== version)
    throw new ExchangeError('conflict', 'a colleague has answered since you looked: look again')
  const kept = {
    answer,
    words: words ?? null,
    version: version + 1,
    answered_by: who.personId,
    at,
  }
  await tx
    .insertInto('meeting_answers')
    .values({ meeting_id: id, member_id: who.memberId, ...kept })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'member_id']).doUpdateSet(kept))
    .execute()
}

export async function selectAnswers(tx: Tx, id: string) {
  return tx
    .selectFrom('meeting_answers')
    .selectAll()
    .where('meeting_id', '=', id)
    .orderBy('at')
    .orderBy('member_id')
    .execute()
}

/** Seals the minutes whose time for answering has ended. One that fails stops no other. */
export async function sealDue(ctx: Context): Promise<boolean> {
  const { db } = ctx.database
  const at = ctx.clock.now()
  const due = await db
    .selectFrom('meetings')
    .select('id')
    .where('state', '=', 'closed')
    .where('due_at', '<=', at)
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  await inTurn(due, async ({ id }) => {
    await db.transaction().execute(async (tx) => {
      const row = await lockMeeting(tx, id)
      if (row.state !== 'closed') return
      await seal(tx, ctx, row, 'clock', at)
      await announceMeeting(tx, id, at, row.invited)
    })
  })
  return false
}

/** Binds the minutes and every answer, or that there was none, under one hash in the log; and enters the meeting into the register. */
async function seal(tx: Tx, ctx: Context, row: MeetingRow, by: Doer, at: Date): Promise<void> {
  const answers = await selectAnswers(tx, row.id)
  const text = JSON.stringify({
    minutes: row.minutes_sha256,
    answers: row.invited.map((member) => {
      const one = answers.find((answer) => answer.member_id === member)
      if (!one) return { member, answer: 'none' }
      const words = one.words === null ? {} : { words: one.words }
      return { member, answer: one.answer, ...words, at: one.at.toISOString() }
    }),
  })
  const sha256 = createHash('sha256').update(text).digest('hex')
  const payload = { minutes: row.minutes_sha256, seal: sha256 }
  const [index] = await appendLog(tx, [meetingAct(row, 'meeting.sealed', { at, by, payload })])
  await tx
    .updateTable('meetings')
    .set({
      state: 'sealed',
      sealed_at: at,
      seal_text: text,
      seal_sha256: sha256,
      seal_index: index!,
    })
    .where('id', '=', row.id)
    .execute()
  if (row.at_gate) await enterMeeting(tx, ctx, row, { at, index: index! })
}

async function enterMeeting(
  tx: Tx,
  ctx: Context,
  row: MeetingRow,
  { at, index }: { at: Date; index: number },
): Promise<void> {
  const { bodies, kinds, said, notTaken, text } = toPublic(JSON.parse(row.minutes_text!) as Minutes)
  const days = ctx.config.registerTextDays ?? TEXT_DAYS
  await tx
    .insertInto('register_meetings')
    .values({
      id: row.id,
      held_at: row.opened_at!,
      sealed_at: at,
      purpose: row.purpose,
      bodies,
      participants: JSON.stringify(toReceivers(kinds)),
      said: JSON.stringify(said),
      not_taken: notTaken,
      content_hash: row.minutes_sha256!,
      log_index: index,
      text_from: new Date(at.getTime() + days * DAY_MS),
      text,
    })
    .execute()
}
