/** Promises: who promised what until when. What became of one its promiser notes for itself, and tells others in its own words or not at all. */
import type { PersonViewer } from '../http/viewer.ts'
import type { PROMISE_STATES } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import type { Decision } from '../policy/decide.ts'
import { toDay } from './instant.ts'
import { refuseMorePromises, refuseMoreTellings } from './limits.ts'
import { selectPutBefore } from './put-before.ts'
import { findUnsayable } from './saying.ts'
import type { Piece } from '../sharing/split-ask.ts'
import {
  announceMeeting,
  meetingAct,
  type MeetingRow,
  refuseUnless,
  selectParties,
} from './store.ts'
import { ask, inMeeting } from './verdict.ts'

/** Keeps a promise of this person's member; gives its id. There is no place to name another one that would promise it. */
export async function makePromise(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { words, until }: { words: string; until: string },
): Promise<string> {
  const promiseId = randomUUID()
  toDay(until, '/body/until')
  await inMeeting(ctx, who, { id, act: 'meeting.promise' }, async (tx, row) => {
    refuseUnless(row, 'open')
    const own = ask(ctx, who, { action: 'promise', isOwn: true })
    if (!own.allow) return own
    await refuseMorePromises(tx, { id, memberId: who.memberId })
    const fresh = [{ where: 'this promise', words }]
    const together = await selectPutBefore(tx, row, who.memberId, fresh, { of: 'promise' })
    const refused = await findUnsaid(tx, ctx, who, row.invited, { words, together })
    if (refused) return refused
    const at = ctx.clock.now()
    const payload = { promise: promiseId, from: who.memberId, words, until }
    const promise = { id: promiseId, meeting_id: id, member_id: who.memberId }
    await tx
      .insertInto('meeting_promises')
      .values({ ...promise, made_by: who.personId, words, until, at, log_index: 0 })
      .execute()
    const [index] = await appendLog(tx, [
      meetingAct(row, 'meeting.promised', { at, by: toActor(who), payload }),
    ])
    await tx
      .updateTable('meeting_promises')
      .set({ log_index: index! })
      .where('id', '=', promiseId)
      .execute()
    await announceMeeting(tx, id, at, row.invited)
    return undefined
  })
  return promiseId
}

type ByPromise = { id: string; promise: string }

/** Notes what became of an own promise; nobody else is told, by no list, screen, time or kind in the public log. */
export async function settlePromise(
  ctx: Context,
  who: PersonViewer,
  by: ByPromise,
  state: (typeof PROMISE_STATES)[number],
): Promise<void> {
  await onPromise(ctx, who, by, 'meeting.settle', async (tx, row, at) => {
    const settled = { state, settled_by: who.personId, at }
    await tx
      .insertInto('meeting_promise_states')
      .values({ promise_id: by.promise, member_id: who.memberId, ...settled })
      .onConflict((conflict) => conflict.column('promise_id').doUpdateSet(settled))
      .execute()
    const payload = { promise: by.promise, state }
    const act = { at, by: toActor(who), payload, members: [who.memberId] }
    await appendLog(tx, [meetingAct(row, 'meeting.promise-settled', act)])
    await announceMeeting(tx, by.id, at, [who.memberId])
    return undefined
  })
}

/** Tells of an own promise, in own words: all who were called, or those of them that are named. */
export async function tellOfPromise(
  ctx: Context,
  who: PersonViewer,
  by: ByPromise,
  { words, to }: { words: string; to?: string[] | undefined },
): Promise<void> {
  await onPromise(ctx, who, by, 'meeting.tell', async (tx, row, at) => {
    const others = row.invited.filter((id) => id !== who.memberId)
    const stranger = to?.findIndex((id) => !others.includes(id)) ?? -1
    if (stranger !== -1)
      throw new ExchangeError('bad-request', 'this member was not called to the meeting', {
        path: `/body/to/${stranger}`,
      })
    const told = to ?? others
    await refuseMoreTellings(tx, by.promise)
    const fresh = [{ where: 'what is told now', words }]
    const together = await selectPutBefore(tx, row, who.memberId, fresh, { of: 'telling' })
    const refused = await findUnsaid(tx, ctx, who, told, { words, together })
    if (refused) return refused
    const payload = { promise: by.promise, words, told }
    const members = [who.memberId, ...told]
    const act = { at, by: toActor(who), payload, members }
    const [index] = await appendLog(tx, [meetingAct(row, 'meeting.promise-told', act)])
    await tx
      .insertInto('meeting_promise_words')
      .values({
        promise_id: by.promise,
        member_id: who.memberId,
        told_by: who.personId,
        told_to: told,
        words,
        at,
        log_index: index!,
      })
      .execute()
    await announceMeeting(tx, by.id, at, members)
    return undefined
  })
}

/** Runs `write` on a promise of the meeting, where it is this member's own; of another's it is refused, on record. */
async function onPromise(
  ctx: Context,
  who: PersonViewer,
  { id, promise }: ByPromise,
  act: string,
  write: (tx: Tx, row: MeetingRow, at: Date) => Promise<Decision | undefined>,
): Promise<void> {
  await inMeeting(ctx, who, { id, act }, async (tx, row) => {
    const found = await tx
      .selectFrom('meeting_promises')
      .select('member_id')
      .where('id', '=', promise)
      .where('meeting_id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!found) throw new ExchangeError('not-found', 'no such promise')
    const isOwn = found.member_id === who.memberId
    const decision = ask(ctx, who, { action: 'promise', isOwn })
    return decision.allow ? write(tx, row, ctx.clock.now()) : decision
  })
}

async function findUnsaid(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  listeners: readonly string[],
  { words, together }: { words: string; together: readonly Piece[] },
): Promise<Decision | undefined> {
  const parties = await selectParties(tx, listeners)
  const speaker = { id: who.memberId, kind: who.memberKind, active: true }
  return findUnsayable(tx, ctx, speaker, parties, { words: [words], together })
}
