import { takeCommitOrder } from '../db/commit-order.ts'
import type { Db, Tx } from '../db/database.ts'
import { writeSetting } from '../db/settings.ts'
import { ExchangeError } from '../errors.ts'
import { recordLink } from './acts.ts'
import { hashSecret, newSecret } from './secrets.ts'

const LINK_MINUTES = 15

/** When somebody last came in by a link that was mailed, real time: that mail of ours is received. */
export const MAILED_LINK_SPENT = 'mailed_link_spent'

/**
 * The web page of a one-time link. The token stands in the fragment, which no server, proxy or log is sent; opening the
 * page spends nothing, it posts the token when pressed.
 */
export function toLinkUrl(origin: string, token: string): string {
  return `${origin}/sign-in#token=${token}`
}

/** Makes a one-time token for a person; `now` is wall time. `mailed`: it goes out by mail and by no other way. */
export async function issueLink(
  db: Db,
  personId: string,
  now: Date,
  minutes = LINK_MINUTES,
  mailed = false,
): Promise<string> {
  const token = newSecret()
  await db
    .insertInto('sign_in_links')
    .values({
      token_hash: hashSecret(token),
      person_id: personId,
      created_at: now,
      mailed,
      expires_at: new Date(now.getTime() + minutes * 60_000),
    })
    .execute()
  return token
}

/** Spends a token: of any number of callers at once, one gets the person. Nothing when it is spent, old or unknown. */
export async function spendLink(tx: Tx, token: string, now: Date): Promise<string | undefined> {
  const tokenHash = hashSecret(token)
  const known = await tx
    .selectFrom('sign_in_links')
    .select('token_hash')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  // Whoever guesses keeps nobody waiting.
  if (!known) return undefined
  await takeCommitOrder(tx)
  const spent = await tx
    .updateTable('sign_in_links')
    .set({ spent_at: now })
    .where('token_hash', '=', tokenHash)
    .where('spent_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['person_id', 'mailed'])
    .executeTakeFirst()
  if (spent?.mailed) await writeSetting(tx, MAILED_LINK_SPENT, now.toISOString())
  return spent?.person_id
}

/** Until when a person was invited; undefined where no date was named. */
export async function endOf(tx: Tx, personId: string): Promise<Date | undefined> {
  const row = await tx
    .selectFrom('people')
    .select('ends_at')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return row.ends_at ?? undefined
}

/** Remembers that a person came in: an invitation is of no use to them any more. */
export async function markSignedIn(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx
    .updateTable('people')
    .set({ signed_in_at: now })
    .where('id', '=', personId)
    .where('signed_in_at', 'is', null)
    .execute()
}

/** Finds the person a link may be made for; nobody whose invitation has ended at `now`, the exchange's time, where that is known. */
export async function findByEmail(db: Db, email: string, now?: Date) {
  return db
    .selectFrom('people as p')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .select(['p.id', 'p.email', 'p.name', 'p.locale'])
    .where('p.email', '=', email.toLowerCase())
    .where('p.active', '=', true)
    .where('m.active', '=', true)
    .$if(now !== undefined, (query) =>
      query.where((eb) => eb.or([eb('p.ends_at', 'is', null), eb('p.ends_at', '>', now!)])),
    )
    .executeTakeFirst()
}

/** A token for whoever holds the server, who needs no mail; it is on the record that it was made. */
export async function issueServerLink(db: Db, personId: string, now: Date): Promise<string> {
  return db.transaction().execute(async (tx) => {
    await recordLink(tx, personId, now)
    return issueLink(tx, personId, now)
  })
}

/** A one-time link for the person with this address. Throws `not-found`. */
export async function makeSignInLink(
  db: Db,
  origin: string,
  email: string,
  now: Date,
): Promise<string> {
  const person = await findByEmail(db, email)
  if (!person) throw new ExchangeError('not-found', `nobody active here has the address ${email}`)
  return toLinkUrl(origin, await issueServerLink(db, person.id, now))
}
