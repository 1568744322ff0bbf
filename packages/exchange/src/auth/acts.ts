/** Sign-in on the record: who came in, who went out, and who was given a way in. */
import type { Db, Tx } from '../db/database.ts'
import { writeSettingOnce } from '../db/settings.ts'
import { appendLog } from '../log/append.ts'
import { hashSecret } from './secrets.ts'

/** Set when somebody first signs in, for good: sessions and links are pruned, this is not. */
export const SIGNED_IN = 'signed_in'

/** Records that a person signed in or out. */
export async function recordSession(
  tx: Tx,
  kind: 'person.signed-in' | 'person.signed-out',
  personId: string,
  at: Date,
  /** How many sessions were ended from another. */
  ended?: number,
): Promise<void> {
  if (kind === 'person.signed-in') await writeSettingOnce(tx, SIGNED_IN, at.toISOString())
  const memberId = await memberOf(tx, personId)
  await appendLog(tx, [
    {
      kind,
      at,
      subject: `person:${personId}`,
      payload: { person: personId, ...(ended === undefined ? {} : { sessions: ended }) },
      by: { memberId, personId },
      members: [memberId],
    },
  ])
}

/** Records that a way in was made for a person outside the mail: by whoever holds the server. */
export async function recordLink(tx: Tx, personId: string, at: Date): Promise<void> {
  const memberId = await memberOf(tx, personId)
  await appendLog(tx, [
    {
      kind: 'link.made',
      at,
      subject: `person:${personId}`,
      payload: { person: personId, member: memberId },
      by: 'server',
      members: [memberId],
    },
  ])
}

/** Whose session a cookie stands for, dead or alive. */
export async function personOfSession(db: Db, token: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('sessions')
    .select('person_id')
    .where('token_hash', '=', hashSecret(token))
    .executeTakeFirst()
  return row?.person_id
}

async function memberOf(tx: Tx, personId: string): Promise<string> {
  const row = await tx
    .selectFrom('people')
    .select('member_id')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return row.member_id
}
