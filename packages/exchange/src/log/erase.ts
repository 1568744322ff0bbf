import type { Tx } from '../db/database.ts'
import type { Doer } from './actor.ts'
import { appendLog } from './append.ts'

/** Why, when and at whose word statements are erased; `details` go into the record of it. */
export type Erasing = {
  reason: string
  at: Date
  by: Doer
  members: string[]
  details?: Record<string, string>
}

/**
 * Erases what the entries about `subject` committed to, salts included, and records that it was done and why.
 * The entries stay in the log as places of which nobody can tell any more what stood there.
 * Returns the places that are empty now.
 */
export async function erasePayloads(
  tx: Tx,
  { subject, ...erasing }: Erasing & { subject: string },
): Promise<number[]> {
  const gone = await tx
    .deleteFrom('log_payloads')
    .where('subject', '=', subject)
    .returning('index')
    .execute()
  return record(tx, gone, erasing)
}

/** The same for entries by their places; those that are empty already stay as they are. */
export async function eraseEntries(
  tx: Tx,
  entries: readonly number[],
  erasing: Erasing,
): Promise<number[]> {
  if (entries.length === 0) return []
  const gone = await tx
    .deleteFrom('log_payloads')
    .where('index', 'in', [...entries])
    .returning('index')
    .execute()
  return record(tx, gone, erasing)
}

async function record(
  tx: Tx,
  gone: readonly { index: number }[],
  { reason, at, by, members, details }: Erasing,
): Promise<number[]> {
  const indexes = gone.map(({ index }) => index).sort((a, b) => a - b)
  // What is erased at somebody's wish is more than statements of the log.
  if (indexes.length === 0 && !details) return []
  const payload = {
    kind: 'payload.erased',
    at: at.toISOString(),
    entries: indexes,
    reason,
    ...details,
  }
  await appendLog(tx, [{ kind: 'payload.erased', at, subject: 'erasure', payload, by, members }])
  return indexes
}
