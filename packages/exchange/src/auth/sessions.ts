import type { Db, Tx } from '../db/database.ts'
import type { Viewer } from '../http/viewer.ts'
import { hashSecret, newSecret } from './secrets.ts'
import { findSession, toViewer } from './viewers.ts'

const HOUR = 3_600_000
const IDLE_MS = 12 * HOUR
const LIFE_MS = 7 * 24 * HOUR
/** Use is written down at most this often. */
const TOUCH_MS = 60_000

/** Starts a session and returns its secret; `now` is wall time. */
export async function startSession(tx: Tx, personId: string, now: Date): Promise<string> {
  const token = newSecret()
  await tx
    .insertInto('sessions')
    .values({
      token_hash: hashSecret(token),
      person_id: personId,
      created_at: now,
      used_at: now,
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
  await tx.deleteFrom('sign_in_links').where('person_id', '=', personId).execute()
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
