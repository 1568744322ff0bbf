import type { NamedAnswer, NamedKind, NamedProof } from '@tocsin/api'
import { sql } from 'kysely'
import { randomBytes } from 'node:crypto'
import type { Db, Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { hashLinkToken, newLinkToken } from '../offices/door.ts'
import type { Identifier } from './identifier.ts'

/** An ask that is proven and not answered yet. */
export type ProvenAsk = {
  id: string
  kind: NamedKind
  identifier: Identifier
  salt: Uint8Array
  how: NamedProof
  provenAt: Date
}

/** The same, its answer worked out and not stated yet. */
export type WorkedOut = ProvenAsk & { answer: NamedAnswer }

export const MISSING = 'this link leads nowhere, or what was asked is erased by now'

/** Letters and digits that nobody takes for one another. */
const CODE_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A code that is posted for all to see: it proves whose it is and opens nothing. 98 bits. */
export function newCode(): string {
  const letters = Array.from(randomBytes(20), (byte) => CODE_LETTERS[byte % CODE_LETTERS.length]!)
  return `tocsin-named-${letters.join('')}`
}

/** The name below a domain at which the code stands as a TXT record. */
export function recordName(domain: string): string {
  return `_tocsin-named.${domain}`
}

/** A new secret by which the ask is come back to; only its hash is kept. */
export async function addKey(tx: Db | Tx, askId: string): Promise<string> {
  const { token, hash } = newLinkToken()
  await tx.insertInto('named_keys').values({ token_hash: hash, ask_id: askId }).execute()
  return token
}

/** The ask of a secret, locked where it is to be changed. Throws `not-found`. */
export async function findAsk(tx: Db | Tx, token: string, lock: 'lock' | 'read') {
  const read = tx
    .selectFrom('named_keys as k')
    .innerJoin('named_asks as a', 'a.id', 'k.ask_id')
    .selectAll('a')
    .where('k.token_hash', '=', hashLinkToken(token))
  const ask = await (lock === 'lock' ? read.forNoKeyUpdate('a') : read).executeTakeFirst()
  if (!ask) throw new ExchangeError('not-found', MISSING)
  return ask
}

export type AskRow = Awaited<ReturnType<typeof findAsk>>

/** What is asked about; nothing once it is erased. */
export function selectIdentifier(tx: Db | Tx, askId: string) {
  return tx
    .selectFrom('named_identifiers')
    .selectAll()
    .where('ask_id', '=', askId)
    .executeTakeFirst()
}

/** Answers that are worked out in one round. */
const ROUND = 5

/** Those that have waited longest for their answers to be worked out. */
export async function selectProven(db: Db): Promise<ProvenAsk[]> {
  const rows = await provenFor(db).where('a.answer', 'is', null).limit(ROUND).execute()
  return rows.map(toProven)
}

/** One whose answer is worked out and to be stated by now, locked, so that it is stated once. */
export async function lockWorkedOut(tx: Tx, now: Date): Promise<WorkedOut | undefined> {
  const row = await provenFor(tx)
    .where('a.answer', 'is not', null)
    .where('a.shown_from', '<=', now)
    .forNoKeyUpdate('a')
    .skipLocked()
    .executeTakeFirst()
  return row && { ...toProven(row), answer: row.answer as NamedAnswer }
}

function provenFor(db: Db | Tx) {
  return db
    .selectFrom('named_asks as a')
    .innerJoin('named_identifiers as i', 'i.ask_id', 'a.id')
    .select(['a.id', 'a.kind', 'a.proven_how', 'a.proven_at', 'a.answer'])
    .select(['i.value', 'i.platform', 'i.salt'])
    .where('a.state', '=', 'proven')
    .orderBy('a.proven_at')
    .orderBy('a.id')
    .limit(1)
}

type ProvenRow = NonNullable<Awaited<ReturnType<ReturnType<typeof provenFor>['executeTakeFirst']>>>

function toProven({ id, kind, value, platform, salt, ...row }: ProvenRow): ProvenAsk {
  return {
    id,
    kind,
    identifier: { kind, value, ...(platform === null ? {} : { platform }) },
    salt,
    how: row.proven_how!,
    provenAt: row.proven_at!,
  }
}

/** Takes away the identifier and what was mailed to it; what was counted stays with the ask. Its secrets still open what is left. */
export async function deleteIdentifier(tx: Tx, id: string): Promise<void> {
  await sql`delete from heard_mails where delivery_id in (select d.id from deliveries d where d.ask_id = ${id}::uuid)`.execute(
    tx,
  )
  await tx.deleteFrom('deliveries').where('ask_id', '=', id).execute()
  await tx.deleteFrom('named_identifiers').where('ask_id', '=', id).execute()
}
