import type { Db, Tx } from '../db/database.ts'

/** What is to be recorded a single time: `what` about `subject` by `who`, since a moment where it is a time each. */
export type Once = { subject: string; what: string; who?: string; since?: Date }

const ALWAYS = new Date(0)

/**
 * Lets `write` record something the first time it happens, and nothing when it happens again. Without it, it is only
 * remembered that it happened. Tells whether this was the first time. Never in a transaction: it has one of its own.
 */
export async function recordOnce(
  db: Db,
  once: Once,
  write?: (tx: Tx) => Promise<unknown>,
): Promise<boolean> {
  const row = {
    subject: once.subject,
    what: once.what,
    who: once.who ?? '',
    since: once.since ?? ALWAYS,
  }
  // Most looks are not the first: they write nothing and wait for nobody.
  if (await isRecorded(db, row)) return false
  return db.transaction().execute(async (tx) => {
    const first = await tx
      .insertInto('recorded_once')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('subject')
      .executeTakeFirst()
    if (first) await write?.(tx)
    return first !== undefined
  })
}

async function isRecorded(db: Db, row: Required<Once>): Promise<boolean> {
  const found = await db
    .selectFrom('recorded_once')
    .select('subject')
    .where('subject', '=', row.subject)
    .where('what', '=', row.what)
    .where('who', '=', row.who)
    .where('since', '=', row.since)
    .executeTakeFirst()
  return found !== undefined
}
