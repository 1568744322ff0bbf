import type { Db, Tx } from '../db/database.ts'
import type { Viewer } from '../http/viewer.ts'
import { hashSecret, newSecret } from './secrets.ts'
import { findSession, toViewer } from './viewers.ts'

const HOUR = 3_600_000
const IDLE_MS = 12 * HOUR
const LIFE_MS = 7 * 24 * HOUR
/** Use is written down at most this often. */
const TOUCH_MS = 60_000

/** Starts a session and returns its secret; `now` is wall time, `device` what it is begun from, in words. */
export async function startSession(
  tx: Tx,
  personId: string,
  now: Date,
  device?: string,
): Promise<string> {
  const token = newSecret()
  await tx
    .insertInto('sessions')
    .values({
      token_hash: hashSecret(token),
      person_id: personId,
      created_at: now,
      used_at: now,
      device: device ?? null,
      expires_at: new Date(now.getTime() + LIFE_MS),
    })
    .execute()
  return token
}

/** The viewer of a live session: under 12 hours since its last use and 7 days since sign-in. */
export async function verifySession(db: Db, token: string, now: Date): Promise<Viewer | undefined> {
  const hash = hashSecret(token)
  const row = await findSession(db, hash)
  if (!row || row.expires_at <= now || now.getTime() - row.used_at.getTime() > IDLE_MS)
    return undefined
  if (now.getTime() - row.used_at.getTime() > TOUCH_MS) {
    await db.updateTable('sessions').set({ used_at: now }).where('token_hash', '=', hash).execute()
  }
  return toViewer(row, 'session', true)
}

export async function endSession(db: Db, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', hashSecret(token)).execute()
}

/** Ends every session of a person, and voids the links that could start another. */
export async function endSessionsOf(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('sessions').where('person_id', '=', personId).execute()
  await voidLinksOf(tx, personId)
}

/** Voids the links of a person that could start a session. */
export async function voidLinksOf(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('sign_in_links').where('person_id', '=', personId).execute()
}

/** Sessions of a person that still hold at `now`, the last used first; `token` is the secret of the one that asks. */
export async function selectSessionsOf(
  db: Db,
  personId: string,
  { token, now }: { token: string; now: Date },
) {
  const own = Buffer.from(hashSecret(token))
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'token_hash', 'device', 'created_at', 'used_at', 'expires_at'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .where('used_at', '>=', new Date(now.getTime() - IDLE_MS))
    .orderBy('used_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ token_hash: hash, ...row }) => ({
    ...row,
    own: own.equals(hash),
    ends_at: new Date(Math.min(row.expires_at.getTime(), row.used_at.getTime() + IDLE_MS)),
  }))
}

/** Ends sessions of a person, one or all but that of `except`, whose secret it is; returns how many. */
export async function endSessionsWhere(
  tx: Tx,
  personId: string,
  which: { id: string } | { except: string },
): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('sessions')
    .where('person_id', '=', personId)
    .where((eb) =>
      'id' in which
        ? eb('id', '=', which.id)
        : eb('token_hash', '<>', Buffer.from(hashSecret(which.except))),
    )
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** Removes sessions and links that can never be used again; returns how many. */
export async function pruneSignIns(db: Db, now: Date): Promise<number> {
  const links = await db
    .deleteFrom('sign_in_links')
    .where('expires_at', '<', now)
    .executeTakeFirst()
  const sessions = await db
    .deleteFrom('sessions')
    .where((eb) =>
      eb.or([eb('expires_at', '<', now), eb('used_at', '<', new Date(now.getTime() - IDLE_MS))]),
    )
    .executeTakeFirst()
  return Number(links.numDeletedRows + sessions.numDeletedRows)
}
