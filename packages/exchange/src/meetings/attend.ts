import type { PersonViewer } from '../http/viewer.ts'
import type { BodyOf, stateAttendance } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { beginningOf } from '../texts/beginning.ts'
import { selectPutBefore } from './put-before.ts'
import { findUnsayable } from './saying.ts'
import { announceMeeting, meetingAct, refuseUnless, selectParties } from './store.ts'
import { inMeeting } from './verdict.ts'

type Stated = BodyOf<typeof stateAttendance>

/**
 * Keeps who is in the room for this person's member; of any other member nobody can state it, for there is no place to name one.
 * Throws `bad-request` for a person who is none of the own; `conflict` where a colleague has stated it since.
 */
export async function attendMeeting(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { version, people }: Stated,
): Promise<void> {
  await inMeeting(ctx, who, { id, act: 'meeting.attend' }, async (tx, row) => {
    refuseUnless(row, 'open')
    const isOwnName = await readNames(tx, who, people)
    const parties = await selectParties(tx, row.invited)
    const speaker = { id: who.memberId, kind: who.memberKind, active: true }
    // An own name as the exchange knows it is no message, whatever it looks like: whoever is there may say so.
    const words = people.filter((one) => !isOwnName(one)).map((one) => one.as)
    const fresh = words.map((one) => ({
      where: `“${beginningOf(one, 80)}” in the room`,
      words: one,
    }))
    const together = await selectPutBefore(tx, row, who.memberId, fresh, { of: 'other' })
    const refused = await findUnsayable(tx, ctx, speaker, parties, { words, together })
    if (refused) return refused
    const before = await tx
      .selectFrom('meeting_attendance')
      .select('version')
      .where('meeting_id', '=', id)
      .where('member_id', '=', who.memberId)
      .executeTakeFirst()
    if ((before?.version ?? 0) !== version)
      throw new ExchangeError(
        'conflict',
        'a colleague has stated this since you looked: look again',
      )
    const at = ctx.clock.now()
    const stated = {
      people: JSON.stringify(people),
      version: version + 1,
      stated_at: at,
      stated_by: who.personId,
    }
    await tx
      .insertInto('meeting_attendance')
      .values({ meeting_id: id, member_id: who.memberId, ...stated })
      .onConflict((conflict) => conflict.columns(['meeting_id', 'member_id']).doUpdateSet(stated))
      .execute()
    const payload = { member: who.memberId, inTheRoom: people }
    await appendLog(tx, [meetingAct(row, 'meeting.attended', { at, by: toActor(who), payload })])
    await announceMeeting(tx, id, at, row.invited)
    return undefined
  })
}

type Attendee = Stated['people'][number]

/** Whether somebody is written as the exchange knows them. Throws `bad-request` for a person who is none of the own. */
async function readNames(
  tx: Tx,
  who: PersonViewer,
  people: readonly Attendee[],
): Promise<(one: Attendee) => boolean> {
  const own = await tx
    .selectFrom('people')
    .select(['id', 'name'])
    .where('member_id', '=', who.memberId)
    .where('active', '=', true)
    .execute()
  const at = people.findIndex(
    ({ personId }) => personId !== undefined && !own.some(({ id }) => id === personId),
  )
  if (at === -1)
    return ({ as, personId }) => own.some(({ id, name }) => id === personId && name === as)
  throw new ExchangeError('bad-request', 'this is no person of your organisation', {
    path: `/body/people/${at}/personId`,
  })
}
