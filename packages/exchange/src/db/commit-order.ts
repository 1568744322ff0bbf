import { sql } from 'kysely'
import type { Tx } from './database.ts'

const ORDER_LOCK = 7_063_212

/**
 * Takes the lock that puts commits in order: positions drawn after it grow in the order in which
 * transactions commit, in every process, so a reader following positions never misses a late commit.
 * Call it as late as possible; it is held until the transaction ends.
 */
export async function takeCommitOrder(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(ORDER_LOCK)})`.execute(tx)
}
