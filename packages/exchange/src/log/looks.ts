import type { Db } from '../db/database.ts'
import { toActor, type Actor } from './actor.ts'
import { appendLog } from './append.ts'
import { recordOnce } from './once.ts'

const HOUR_MS = 3_600_000

/**
 * Records that an operator looked at envelopes that are not its own member's: once a person, subject and hour. The members
 * whose envelope it is may have the receipt.
 */
export async function recordLook(
  db: Db,
  looker: Actor,
  subject: string,
  { at, members = [] }: { at: Date; members?: readonly string[] },
): Promise<void> {
  const by = toActor(looker)
  const since = new Date(at.getTime() - (at.getTime() % HOUR_MS))
  const who = by.personId ?? by.keyId ?? by.memberId
  await recordOnce(db, { subject, what: 'look', who, since }, (tx) =>
    appendLog(tx, [
      {
        kind: 'envelope.looked-at',
        at,
        subject,
        payload: { envelope: subject },
        by,
        members: [...new Set([by.memberId, ...members])],
      },
    ]),
  )
}
