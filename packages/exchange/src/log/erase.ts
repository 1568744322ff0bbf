import type { Tx } from '../db/database.ts'
import type { Doer } from './actor.ts'
import { appendLog } from './append.ts'

/**
 * Erases what the entries about `subject` committed to, salts included, and records that it was done and why.
 * The entries stay in the log as places of which nobody can tell any more what stood there.
 * Returns the places that are empty now.
 */
export async function erasePayloads(
  tx: Tx,
  erasure: { subject: string; reason: string; at: Date; by: Doer; members: string[] },
): Promise<number[]> {
  const { subject, reason, at, by, members } = erasure
  const gone = await tx
    .deleteFrom('log_payloads')
    .where('subject', '=', subject)
    .returning('index')
    .execute()
  const indexes = gone.map(({ index }) => index).sort((a, b) => a - b)
  if (indexes.length === 0) return []
  const payload = { kind: 'payload.erased', at: at.toISOString(), entries: indexes, reason }
  await appendLog(tx, [{ kind: 'payload.erased', at, subject: 'erasure', payload, by, members }])
  return indexes
}
