import { commitmentOf, formatLeaf, type Sha256 } from '@tocsin/proof'
import { sql } from 'kysely'
import { hash, randomBytes } from 'node:crypto'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'

/** An act to be recorded. `payload` is what the log commits to; it is kept outside the log and can be erased. */
export type Act = {
  /** Dotted words that everyone may read, such as `notice.acknowledged`. */
  kind: string
  at: Date
  /** What the act was about, such as `notice:<id>`. */
  subject: string
  payload: object
  /** The members that took part: they may have the receipt. */
  members: string[]
}

/** The largest payload in bytes; it must fit a receipt with room to spare. */
const MAX_PAYLOAD = 1 << 20

/** Node's SHA-256, for the log's many small hashes. */
export const sha256: Sha256 = (data) => hash('sha256', data, 'buffer')

/**
 * Records acts in the transaction that does them and returns their places in the log, in the order given.
 *
 * Places are given under the commit order lock, so they have no gaps, and a reader that sees one sees all before it.
 * The lock is held until the transaction ends: append as late in it as possible. Cost: two statements.
 */
export async function appendLog(tx: Tx, acts: readonly Act[]): Promise<number[]> {
  if (acts.length === 0) return []
  const salts = randomBytes(32 * acts.length)
  const rows = acts.map((act, ord) => toRow(act, ord, salts.subarray(ord * 32, ord * 32 + 32)))
  await takeCommitOrder(tx)
  const placed = await sql<{ first: number }>`
    with placed as (
      select x.*, x.ord + (select coalesce(max(index) + 1, 0) from log_entries) as index
      from json_to_recordset(${JSON.stringify(rows)}::json) as x(
        ord bigint, leaf text, subject text, salt text, payload text, members uuid[])
    ), entries as (
      insert into log_entries (index, leaf) select index, leaf from placed order by ord
    ), payloads as (
      insert into log_payloads (index, subject, salt, payload, members)
      select index, subject, decode(salt, 'base64'), payload, members from placed
    )
    select min(index) as first from placed`.execute(tx)
  const first = placed.rows[0]!.first
  return acts.map((_, ord) => first + ord)
}

function toRow(act: Act, ord: number, salt: Buffer) {
  const payload = JSON.stringify(act.payload)
  const bytes = Buffer.from(payload)
  if (bytes.length > MAX_PAYLOAD) {
    throw new ExchangeError('internal', `the record of ${act.kind} is too large: ${act.subject}`)
  }
  const commitment = commitmentOf(salt, sha256(bytes), sha256)
  return {
    ord,
    leaf: formatLeaf({ kind: act.kind, time: act.at.toISOString(), commitment }),
    subject: act.subject,
    salt: salt.toString('base64'),
    payload,
    members: act.members,
  }
}
