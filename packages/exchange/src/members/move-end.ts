import { forgetKeys } from '../auth/keys.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { appendLog } from '../log/append.ts'

/** How long a later end waits for a second operator. */
const WAIT_MS = 7 * 86_400_000

export type MovedEnd = { endsAt: string; had: string; reason: string }

/**
 * Moves the end of somebody who is let in until a date: to an earlier one at once, to a later one as a proposal that waits for another
 * operator. Throws `not-found`, `bad-request` for an end that is none, and `conflict` where it was moved meanwhile or a later one waits.
 */
export async function moveEnd(
  tx: Tx,
  id: string,
  given: MovedEnd,
  at: Date,
  by: PersonViewer,
): Promise<void> {
  // First, as every act on who may come in.
  await takeCommitOrder(tx)
  const person = await selectEnding(tx, id, given.had)
  const endsAt = readEnd(given.endsAt, person.ends_at, at)
  if (endsAt < person.ends_at)
    return applyEnd(tx, { id, memberId: person.member_id, endsAt, from: person.ends_at }, at, {
      by,
      said: { reason: given.reason },
    })
  const proposed = await tx
    .insertInto('end_proposals')
    .values({
      person_id: id,
      had: person.ends_at,
      ends_at: endsAt,
      reason: given.reason,
      proposed_by: by.personId,
      proposed_at: at,
      due_at: new Date(at.getTime() + WAIT_MS),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .executeTakeFirst()
  if (!proposed)
    throw new ExchangeError('conflict', 'a later end of this person waits for another operator')
  await appendLog(tx, [
    {
      kind: 'person.end-proposed',
      at,
      subject: `person:${id}`,
      payload: {
        person: id,
        member: person.member_id,
        from: person.ends_at.toISOString(),
        endsAt: endsAt.toISOString(),
        reason: given.reason,
      },
      by,
      members: [by.memberId],
    },
  ])
}

/** Puts an end in the place of another; a proposal made of that one falls with it. From then on each request and each stream asks anew. */
export async function applyEnd(
  tx: Tx,
  moved: { id: string; memberId: string; endsAt: Date; from: Date },
  at: Date,
  { by, said }: { by: PersonViewer; said: object },
): Promise<void> {
  const { id, memberId, endsAt, from } = moved
  await tx.updateTable('people').set({ ends_at: endsAt }).where('id', '=', id).execute()
  await tx.deleteFrom('end_proposals').where('person_id', '=', id).execute()
  await forgetKeys(tx)
  await appendLog(tx, [
    {
      kind: 'person.end-moved',
      at,
      subject: `person:${id}`,
      payload: {
        person: id,
        member: memberId,
        from: from.toISOString(),
        endsAt: endsAt.toISOString(),
        ...said,
      },
      by,
      members: [by.memberId, memberId],
    },
  ])
}

/** Somebody with an end that is the one that was seen. */
async function selectEnding(tx: Tx, id: string, had: string) {
  const person = await tx
    .selectFrom('people')
    .select(['id', 'member_id', 'ends_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!person) throw new ExchangeError('not-found', 'no such person')
  const { ends_at: endsAt } = person
  if (!endsAt)
    throw new ExchangeError('bad-request', 'this person was invited until no date', {
      path: '/body/endsAt',
    })
  if (new Date(had).getTime() !== endsAt.getTime())
    throw new ExchangeError(
      'conflict',
      `the end was moved since you saw it and is now ${endsAt.toISOString()}: look again`,
      { path: '/body/had' },
    )
  return { ...person, ends_at: endsAt }
}

function readEnd(text: string, from: Date, now: Date): Date {
  const path = '/body/endsAt'
  const endsAt = new Date(text)
  if (endsAt <= now) throw new ExchangeError('bad-request', 'must lie ahead', { path })
  if (endsAt.getTime() === from.getTime())
    throw new ExchangeError('bad-request', 'this is the end that stands', { path })
  return endsAt
}
