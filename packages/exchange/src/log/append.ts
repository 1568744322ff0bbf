import { OWN_ACTS, type ActKind } from '@tocsin/api'
import { commitmentOf, formatLeaf, type Sha256 } from '@tocsin/proof'
import { sql } from 'kysely'
import { hash, randomBytes } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toBy, type Doer } from './actor.ts'

/** An act to be recorded. `payload` is what the log commits to; it is kept outside the log and can be erased. */
export type Act = {
  /** Everyone may read it, save what is among `OWN_ACTS`. */
  kind: ActKind
  at: Date
  /** What the act was about, such as `notice:<id>`. */
  subject: string
  payload: object
  /** Whose act it was; the payload says so under `by`. */
  by: Doer
  /** The members that took part: they may have the receipt. */
  members: string[]
}

/** The largest payload in bytes; it must fit a receipt with room to spare. */
const MAX_PAYLOAD = 1 << 20

/** Node's SHA-256, for the log's many small hashes. */
export const sha256: Sha256 = (data) => hash('sha256', data, 'buffer')

/** An act as the database takes it in: its leaf made, its payload committed to. */
export type LogRow = {
  leaf: string
  subject: string
  salt: string
  payload: string
  members: string[]
}

/**
 * Records acts in the transaction that does them and returns their places in the log, in the order given.
 *
 * Places are given under the commit order lock, so they have no gaps, and a reader that sees one sees all before it.
 * The lock is held until the transaction ends: append as late in it as possible. Cost: one statement.
 */
export async function appendLog(tx: Tx, acts: readonly Act[]): Promise<number[]> {
  if (acts.length === 0) return []
  const rows = JSON.stringify(toLogRows(acts))
  const placed = await sql<{
    first: number
  }>`select tocsin_append_log(${rows}::json) as first`.execute(tx)
  const { first } = placed.rows[0]!
  return acts.map((_, ord) => first + ord)
}

/** The rows that the database function `tocsin_append_log` takes, each under a salt of its own. */
export function toLogRows(acts: readonly Act[]): LogRow[] {
  const salts = randomBytes(32 * acts.length)
  return acts.map((act, ord) => toRow(act, salts.subarray(ord * 32, ord * 32 + 32)))
}

function toRow(act: Act, salt: Buffer): LogRow {
  const isOwn = OWN_ACTS.includes(act.kind)
  const named = isOwn ? { act: act.kind } : {}
  const payload = JSON.stringify({ ...act.payload, ...named, by: toBy(act.by) })
  const kind = isOwn ? 'member.acted' : act.kind
  const bytes = Buffer.from(payload)
  if (bytes.length > MAX_PAYLOAD) {
    throw new ExchangeError('internal', `the record of ${act.kind} is too large: ${act.subject}`)
  }
  const commitment = commitmentOf(salt, sha256(bytes), sha256)
  return {
    leaf: formatLeaf({ kind, time: act.at.toISOString(), commitment }),
    subject: act.subject,
    salt: salt.toString('base64'),
    payload,
    members: act.members,
  }
}
