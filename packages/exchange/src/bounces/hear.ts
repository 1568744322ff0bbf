import type { HeardKind } from '@tocsin/api'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import type { Purpose } from '../delivery/deliver.ts'
import type { Claimed } from '../delivery/outbox.ts'
import { cutLines, readBounce, type Reading } from './read-bounce.ts'

/** Mails kept of one delivery; a mailbox that answers without end is counted beyond. */
const KEPT = 20

/** What a mail came to: the kind that it is of, or why it changed nothing. `cut` is counted besides, of one not read to its end. */
export type CountedAs =
  HeardKind | 'forged' | 'unreadable' | 'too-large' | 'repeated' | 'later' | 'cut'

/** A mail as it came, to the return path of a delivery. */
export type Incoming = { deliveryId: string; sender: string; bytes: Uint8Array }

/**
 * Takes in a mail to the return path of a delivery, with all that follows from it, in one transaction. The same mail twice
 * changes nothing the second time. `later`: the mail that it is about is still being handed over, so it must come again.
 */
export async function hear(
  ctx: Context,
  purposes: readonly Purpose[],
  incoming: Incoming,
): Promise<CountedAs> {
  const { db } = ctx.database
  const recipient = await selectAddress(db, incoming.deliveryId)
  if (recipient === undefined) return count(db, 'forged', ctx.clock.now())
  const { bytes, cut } = cutLines(incoming.bytes)
  const reading = await readBounce(bytes, { recipient, sender: incoming.sender }).catch(
    () => undefined,
  )
  if (!reading) {
    if (cut) await count(db, 'cut', ctx.clock.now())
    return count(db, 'unreadable', ctx.clock.now())
  }
  const sha256 = createHash('sha256').update(incoming.bytes).digest()
  return db
    .transaction()
    .execute((tx) =>
      settle(tx, purposes, { id: incoming.deliveryId, sha256, reading, cut, at: ctx.clock.now() }),
    )
}

async function selectAddress(db: Db, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select('address')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.address
}

type Taken = { id: string; sha256: Uint8Array; reading: Reading; cut: boolean; at: Date }
type Row = Claimed & { state: string; bouncedAt: Date | null }

async function settle(tx: Tx, purposes: readonly Purpose[], taken: Taken): Promise<CountedAs> {
  const { id, reading, at } = taken
  const row = await lockDelivery(tx, id)
  // What our mailer has not heard the end of yet would be written over by it.
  if (!row || row.state === 'queued') return 'later'
  if (taken.cut) await count(tx, 'cut', at)
  if (!(await keep(tx, taken))) return count(tx, 'repeated', at)
  await count(tx, reading.kind, at)
  const purpose = purposes.find(({ names }) => names.includes(row.purpose))
  const heard = { delivery: row, codes: reading.codes, at }
  if (reading.kind === 'failed' && row.state === 'sent') {
    await markBounced(tx, id, reading, at)
    await purpose?.bounced?.(tx, heard)
  }
  if (reading.kind === 'delayed' && row.state === 'sent' && (await isFirst(tx, id, 'delayed')))
    await purpose?.delayed?.(tx, heard)
  return reading.kind
}

/** In the order in which the sending side locks: the office first, then its mail. */
async function lockDelivery(tx: Tx, id: string): Promise<Row | undefined> {
  await sql`select t.id from notice_targets t where t.id = (select target_id from deliveries where id = ${id}::uuid)
    for no key update`.execute(tx)
  const found = await sql<Row>`
    select id, purpose, target_id as "targetId", rank, person_id as "personId", address, attempts,
      expires_at as "expiresAt", false as unknown, state, bounced_at as "bouncedAt"
    from deliveries where id = ${id}::uuid for no key update`.execute(tx)
  return found.rows[0]
}

/** Whether it is new; of one delivery only so many are kept. */
async function keep(tx: Tx, { id, sha256, reading, at }: Taken): Promise<boolean> {
  const kept = await sql`
    insert into heard_mails (delivery_id, sha256, at, kind, codes)
    select ${id}::uuid, ${sha256}::bytea, ${at}::timestamptz, ${reading.kind}, ${reading.codes}
    where (select count(*) from heard_mails where delivery_id = ${id}::uuid) < ${sql.lit(KEPT)}
    on conflict do nothing`.execute(tx)
  return Number(kept.numAffectedRows) === 1
}

async function isFirst(tx: Tx, id: string, kind: HeardKind): Promise<boolean> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from heard_mails where delivery_id = ${id}::uuid and kind = ${kind}`.execute(
    tx,
  )
  return found.rows[0]!.n === 1
}

async function markBounced(tx: Tx, id: string, { codes, words }: Reading, at: Date): Promise<void> {
  const fault = `Refused by the receiving server: ${words || codes || 'no reason given'}`
  await tx
    .updateTable('deliveries')
    .set({ state: 'failed', fault, bounced_at: at })
    .where('id', '=', id)
    .execute()
}

/** Counts a mail by what it came to; nothing that comes in is lost without a number. */
export async function count<Kind extends CountedAs>(
  db: Db | Tx,
  kind: Kind,
  at: Date,
): Promise<Kind> {
  await sql`insert into heard_counts values (${kind}, 1, ${at})
    on conflict (kind) do update set count = heard_counts.count + 1, last_at = excluded.last_at`.execute(
    db,
  )
  return kind
}
