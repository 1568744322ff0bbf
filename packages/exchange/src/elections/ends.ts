/** What hangs on an election ends so many days after it, and moves when the election does. */
import type { Db, Tx } from '../db/database.ts'
import { addDays, startOfDay } from './rules.ts'
import { selectElections } from './store.ts'

/** The end of the day that is `days` days after an election, by the clocks of its first place; undefined without one. */
export async function selectEndAfter(
  tx: Db | Tx,
  election: string,
  days: number,
): Promise<Date | undefined> {
  const [row] = await selectElections(tx, election)
  return row && startOfDay(addDays(row.date, days + 1), row.time_zone)
}
