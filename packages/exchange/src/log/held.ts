import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'

/** The hold on everything. */
const EVERYTHING = '*'

/**
 * Throws `conflict` where a legal hold stands on one of the subjects, or on everything. Take the commit order before, so
 * that none is placed meanwhile.
 */
export async function refuseHeld(tx: Tx, subjects: readonly string[]): Promise<void> {
  const hold = await tx
    .selectFrom('legal_holds')
    .select('subject')
    .where('subject', 'in', [...subjects, EVERYTHING])
    .executeTakeFirst()
  if (hold) throw new ExchangeError('conflict', `a legal hold on ${hold.subject} stops this`)
}
