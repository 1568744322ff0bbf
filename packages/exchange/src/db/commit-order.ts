import { sql } from 'kysely'
import type { Tx } from './database.ts'

const ORDER_LOCK = 7_063_212

/**
 * Takes the lock that puts commits in order: positions drawn after it grow in the order in which
 * transactions commit, in every process, so a reader following positions never misses a late commit.
 * Call it as late as possible; it is held until the transaction ends.
 *
 * The order of locks, so that no two transactions wait for each other:
 * 1. Rows of the domain that an act changes, `for no key update` (never the stronger `for update`, for which rows that
 *    only refer to them would wait), those of one table by their ids: notice, targets, deliveries; release, recipients;
 *    election, groups.
 * 2. The commit order lock.
 * 3. Who may come in: people, sessions, links and keys, members' `active`. Acts that suspend or erase touch many of these,
 *    so whatever goes on record about them takes 2 first.
 * 4. What is touched under that lock alone: `taxii_state`, `taxii_feed`, `taxii_repeated`, runs of `release_objects`,
 *    `unmaskings`, `unsealings`, and new rows.
 */
export async function takeCommitOrder(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(ORDER_LOCK)})`.execute(tx)
}
