/** What hangs on an election ends so many days after it, and moves when the election does. */
import type { Tx } from '../db/database.ts'
import { addDays, startOfDay } from './rules.ts'
import { lockElection } from './store.ts'

/**
 * Tells, of days after an election, when the last of them ends by the clocks of its first place; undefined where there is
 * no such election. Until the transaction ends the election stays where it is.
 */
export async function readEnds(
  tx: Tx,
  election: string,
): Promise<((days: number) => Date) | undefined> {
  const row = await lockElection(tx, election, 'share')
  return row && ((days) => startOfDay(addDays(row.date, days + 1), row.time_zone))
}
