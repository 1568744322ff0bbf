import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'

/** Of one round. */
const BATCH = 100

/** What waits for an instant. `select` gives what is due at `at`, first what waits longest; `settle` ends its wait, on record. */
type Waiting<Row> = {
  select: (tx: Tx, at: Date, limit: number) => Promise<Row[]>
  settle: (tx: Tx, rows: readonly Row[], at: Date) => Promise<void>
}

/** Ends the wait of what is due, under the commit order lock and a bounded number at a time; tells whether more may be. */
export async function settleDue<Row>(
  ctx: Context,
  { select, settle }: Waiting<Row>,
): Promise<boolean> {
  const { db } = ctx.database
  const at = ctx.clock.now()
  // Most looks find none, and wait for nobody.
  if ((await select(db as Tx, at, 1)).length === 0) return false
  return db.transaction().execute(async (tx) => {
    await takeCommitOrder(tx)
    const due = await select(tx, at, BATCH)
    if (due.length > 0) await settle(tx, due, at)
    return due.length === BATCH
  })
}
