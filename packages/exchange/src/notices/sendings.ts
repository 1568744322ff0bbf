/** One notice for each sending: by the key that its sender chose, and by what it says. */
import type { NoticeDraft, NoticeKind, NoticeSending } from '@tocsin/api'
import { canonicalize } from '@tocsin/stix'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import type { Db, Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'

/** How long the same words to the same offices count as sent by mistake, unless the sender says that they are not. */
const REPEAT_MINUTES = 60

/** A notice as a member wrote it, or a test of reachability as the exchange makes it. */
export type Outgoing = Omit<NoticeDraft, 'kind'> & {
  kind: NoticeKind
  /** The election that a test is before, and the test that it reminds of. */
  before?: { election: string; follows?: string }
  /** The notice that it corrects or clears; `isPart`: at some of its places alone. */
  corrects?: { notice: string; isPart: boolean }
  /** The notice to those that are hit, where it tells others that they are not known to be; `knownAt` is up to when. */
  notHit?: { of: string; knownAt: string }
}
export type OutgoingSending = Outgoing & Pick<NoticeSending, 'sendKey' | 'again'>

/** What is sent, without what says how. */
export function toDraft({ sendKey: _key, again: _again, ...draft }: OutgoingSending): Outgoing {
  return draft
}

/**
 * Whether this was sent before: the notice that its key was used for; undefined where it is new. Throws `conflict` for a
 * key that said something else, and for words sent within the hour that are not sent `again`. It costs the sender nothing
 * of its quota to be told so.
 */
export async function findSent(
  db: Db,
  from: string,
  sending: OutgoingSending,
  at: Date,
): Promise<string | undefined> {
  const hash = hashOf(sending)
  // The words are read before the key: both commit at once, so a sending that shows by its words shows by its key too.
  const repeats = await findRepeated(db, from, hash)
  const first = await findByKey(db, from, sending.sendKey, hash)
  if (first !== undefined || sending.again) return first
  if (repeats && repeats.sent_at > since(at)) throw toRepeated(repeats)
  return undefined
}

async function findByKey(
  db: Db,
  from: string,
  key: string | undefined,
  hash: Buffer,
): Promise<string | undefined> {
  if (key === undefined) return undefined
  const row = await db
    .selectFrom('notice_keys')
    .select(['notice_id', 'body_hash'])
    .where('from_member', '=', from)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!row) return undefined
  if (hash.equals(row.body_hash)) return row.notice_id
  throw new ExchangeError(
    'conflict',
    'this sendKey was used for a notice that says something else or goes to other offices; use a new one',
    { path: '/body/sendKey' },
  )
}

type Claim = { from: string; noticeId: string; sending: OutgoingSending; at: Date }

/**
 * Takes the key and the words for `noticeId`, waiting for whoever is just sending the same. Gives the notice that was
 * sent under this key before, if one was. Throws `conflict` for words sent within the hour that are not sent `again`.
 */
export async function claimSending(tx: Tx, claim: Claim): Promise<string | undefined> {
  const { from, noticeId, sending, at } = claim
  const hash = hashOf(sending)
  if (sending.sendKey !== undefined) {
    const row = { from_member: from, key: sending.sendKey, body_hash: hash, notice_id: noticeId }
    const taken = await tx
      .insertInto('notice_keys')
      .values(row)
      .onConflict((on) => on.doNothing())
      .returning('key')
      .executeTakeFirst()
    if (!taken) return findByKey(tx, from, sending.sendKey, hash)
  }
  const fresh = await tx
    .insertInto('notice_bodies')
    .values({ from_member: from, body_hash: hash, notice_id: noticeId, sent_at: at })
    .onConflict((on) =>
      on
        .columns(['from_member', 'body_hash'])
        .doUpdateSet({ notice_id: noticeId, sent_at: at })
        .where(sql<boolean>`${sending.again ?? false} or notice_bodies.sent_at <= ${since(at)}`),
    )
    .returning('notice_id')
    .executeTakeFirst()
  if (!fresh) throw toRepeated((await findRepeated(tx, from, hash))!)
  return undefined
}

type Repeated = { notice_id: string; sent_at: Date }

function findRepeated(db: Db, from: string, hash: Uint8Array): Promise<Repeated | undefined> {
  return db
    .selectFrom('notice_bodies')
    .select(['notice_id', 'sent_at'])
    .where('from_member', '=', from)
    .where('body_hash', '=', hash)
    .executeTakeFirst()
}

function toRepeated({ notice_id: id, sent_at: at }: Repeated): ExchangeError {
  return new ExchangeError(
    'conflict',
    `these words went to these offices at ${at.toISOString()}, as notice ${id}; say that you mean it to send them again within ${REPEAT_MINUTES} minutes`,
    { path: '/body/again' },
  )
}

function since(at: Date): Date {
  return new Date(at.getTime() - REPEAT_MINUTES * 60_000)
}

/** SHA-256 of what is sent to whom; the order in which offices are named makes no difference. */
function hashOf(sending: OutgoingSending): Buffer {
  const draft = toDraft(sending)
  const targets = draft.targets
    .map(({ jurisdiction, role }) => `${jurisdiction} ${role}`)
    .toSorted()
  return createHash('sha256')
    .update(canonicalize({ ...draft, targets }))
    .digest()
}
