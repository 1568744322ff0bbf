/** Calling members of a group to a meeting, and changing what was called: state, log, mails and live screens in one transaction. */
import type { PersonViewer } from '../http/viewer.ts'
import type { MeetingDraft } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import type { Decision } from '../policy/decide.ts'
import { refuseOtherEars } from './already-said.ts'
import { toInstant } from './instant.ts'
import { callWords, selectPutBefore } from './put-before.ts'
import { queueMails } from './queue.ts'
import { findUnsayable } from './saying.ts'
import {
  announceMeeting,
  meetingAct,
  type MeetingRow,
  type Party,
  refuseOutdated,
  refuseUnless,
  selectInGroup,
  selectParties,
} from './store.ts'
import { ask, inMeeting, isAtGate, recordNo, toRefusal } from './verdict.ts'

/**
 * Calls a meeting; gives its id. Throws `refused-by-policy`, on record, where the rules do not let these members meet or the
 * words of the call reach one that they may not reach; `bad-request` with the place for what the draft names wrongly.
 */
export async function callMeeting(
  ctx: Context,
  who: PersonViewer,
  draft: MeetingDraft,
): Promise<string> {
  const startsAt = toInstant(draft)
  const outcome = await ctx.database.db.transaction().execute(async (tx) => {
    await takeCommitOrder(tx)
    const weighed = await weighCall(tx, ctx, who, draft)
    if (weighed.refused) {
      const subject = `group:${draft.groupId}`
      await recordNo(tx, ctx, who, { act: 'meeting.call', subject, decision: weighed.refused })
      return { refused: weighed.refused }
    }
    return { id: await keep(tx, ctx, who, { draft, startsAt, parties: weighed.parties }) }
  })
  if (outcome.refused) throw toRefusal(outcome.refused)
  return outcome.id
}

/** Changes what was called, until it begins. `version` is what was looked at; throws `conflict` where that was changed since. */
export async function changeMeeting(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { version, draft }: { version: number; draft: MeetingDraft },
): Promise<void> {
  const startsAt = toInstant(draft)
  await inMeeting(ctx, who, { id, act: 'meeting.change' }, async (tx, row) => {
    await takeCommitOrder(tx)
    const isCaller = row.caller === who.memberId
    const own = ask(ctx, who, { action: 'call', belongs: true, isCaller })
    if (!own.allow) return own
    refuseUnless(row, 'called')
    refuseOutdated(row, version)
    if (draft.groupId !== row.group_id)
      throw new ExchangeError('bad-request', 'a meeting stays in its group: call another one', {
        path: '/body/draft/groupId',
      })
    const before = row.invited
    const weighed = await weighCall(tx, ctx, who, draft, row)
    if (weighed.refused) return weighed.refused
    const at = ctx.clock.now()
    const changed = {
      ...row,
      ...toColumns(draft, startsAt, weighed.parties),
      version: row.version + 1,
      sequence: row.sequence + 1,
    }
    await refuseOtherEars(tx, row, changed)
    const { position: _, ...columns } = changed
    await tx.updateTable('meetings').set(columns).where('id', '=', id).execute()
    const left = before.filter((member) => !changed.invited.includes(member))
    const queued = await queueMails(tx, ctx, changed, at)
    await queueMails(tx, ctx, { ...changed, invited: left, gone: true }, at)
    const members = [...new Set([...before, ...changed.invited])]
    const payload = { ...toPayload(changed), left, queued }
    await appendLog(tx, [
      meetingAct(changed, 'meeting.changed', { at, by: toActor(who), payload, members }),
    ])
    await announceMeeting(tx, id, at, members)
    return undefined
  })
}

type Weighed = { refused: Decision; parties?: never } | { refused?: never; parties: Party[] }

/** Who would meet, the caller among them, or the rule that keeps them from it. `before`: the meeting as it was called until now. */
async function weighCall(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  draft: MeetingDraft,
  before?: MeetingRow,
): Promise<Weighed> {
  const group = await tx
    .selectFrom('groups')
    .select(['purposes', 'expires_at'])
    .where('id', '=', draft.groupId)
    .executeTakeFirst()
  const inGroup = await selectInGroup(tx, draft.groupId)
  const belongs = inGroup.some(({ id }) => id === who.memberId)
  // Of a group that one does not belong to one is not told whether there is one.
  if (!group || !belongs)
    return { refused: ask(ctx, who, { action: 'call', belongs: false, isCaller: true }) }
  const parties = inGroup.filter(({ id }) => id === who.memberId || draft.invited.includes(id))
  refuseStrangers(who, draft, inGroup)
  await refuseOtherMeeting(tx, who, draft)
  const kinds = parties.map(({ kind }) => kind)
  // Who is called no more may prove the change, which says who is called now.
  const told = await selectParties(tx, [...(before?.invited ?? []), ...parties.map(({ id }) => id)])
  const decision = ask(
    ctx,
    who,
    { action: 'call', belongs, isCaller: true },
    {
      purposeNamed: group.purposes.includes(draft.purpose),
      charterEnded: group.expires_at <= ctx.clock.now(),
      campaigns: told.filter(({ kind }) => kind === 'campaign').length,
      atGate: isAtGate(kinds),
    },
  )
  if (!decision.allow) return { refused: decision }
  const speaker = { id: who.memberId, kind: who.memberKind, active: true }
  const words = [draft.title, draft.basis, ...draft.agenda]
  const fresh = callWords(draft)
  const together = before
    ? await selectPutBefore(tx, before, who.memberId, fresh, { of: 'call' })
    : fresh.map((one) => ({ ...one, isNew: true }))
  const refused = await findUnsayable(tx, ctx, speaker, parties, {
    words,
    places: [draft.place],
    together,
  })
  return refused ? { refused } : { parties }
}

/** To a campaign another campaign is not here, and is answered as nobody is. */
function refuseStrangers(
  who: PersonViewer,
  { invited }: MeetingDraft,
  inGroup: readonly Party[],
): void {
  const isKnown = (id: string) =>
    inGroup.some(
      (one) => one.id === id && !(who.memberKind === 'campaign' && one.kind === 'campaign'),
    )
  const at = invited.findIndex((id) => id === who.memberId || !isKnown(id))
  if (at === -1) return
  throw new ExchangeError('bad-request', `${invited[at]!} is no other member of the group`, {
    path: `/body/invited/${at}`,
  })
}

/** A meeting follows one of the same group that its caller was called to. */
async function refuseOtherMeeting(
  tx: Tx,
  who: PersonViewer,
  { follows, groupId }: MeetingDraft,
): Promise<void> {
  if (follows === undefined) return
  const before = await tx
    .selectFrom('meetings')
    .select(['group_id', 'invited'])
    .where('id', '=', follows)
    .executeTakeFirst()
  if (before && before.group_id === groupId && before.invited.includes(who.memberId)) return
  throw new ExchangeError('bad-request', 'no such meeting before it', { path: '/body/follows' })
}

function toColumns(draft: MeetingDraft, startsAt: Date, parties: readonly Party[]) {
  const { groupId, time, invited: _, follows, ...same } = draft
  return {
    ...same,
    group_id: groupId,
    clock: time,
    follows: follows ?? null,
    starts_at: startsAt,
    invited: parties.map(({ id }) => id),
    at_gate: isAtGate(parties.map(({ kind }) => kind)),
  }
}

type Kept = ReturnType<typeof toColumns> & { sequence: number; version: number }

/** What the log commits to of a call: all that the calendar file says, and who was called. */
function toPayload(row: Kept): object {
  const { title, purpose, basis, tlp, pap, agenda, day, clock, zone, minutes, way, place } = row
  const when = { day, time: clock, zone, startsAt: row.starts_at.toISOString(), minutes }
  return {
    title,
    purpose,
    basis,
    markings: { tlp, pap },
    agenda,
    ...when,
    way,
    place,
    called: row.invited,
    sequence: row.sequence,
  }
}

async function keep(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { draft, startsAt, parties }: { draft: MeetingDraft; startsAt: Date; parties: Party[] },
): Promise<string> {
  const at = ctx.clock.now()
  const row = {
    id: randomUUID(),
    caller: who.memberId,
    called_by: who.personId,
    called_at: at,
    ...toColumns(draft, startsAt, parties),
    state: 'called',
    version: 1,
    sequence: 0,
  }
  await tx
    .insertInto('meetings')
    .values({ ...row, log_index: 0 })
    .execute()
  const queued = await queueMails(tx, ctx, row, at)
  const payload = { ...toPayload(row), queued }
  const [index] = await appendLog(tx, [
    meetingAct(row, 'meeting.called', { at, by: toActor(who), payload }),
  ])
  await tx.updateTable('meetings').set({ log_index: index! }).where('id', '=', row.id).execute()
  await announceMeeting(tx, row.id, at, row.invited)
  return row.id
}
