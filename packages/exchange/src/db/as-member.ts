import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'
import { readersOf } from './readers.ts'

/** On whose behalf rows are read. */
export type Reader = {
  memberId: string
  /** Place that the office serves, by its id; empty for other members. */
  jurisdiction?: string | undefined
  /** An operator also reads the envelope of every release and notice, never the objects. */
  operator?: boolean
  /** Reads through an API key or a feed, which carry nothing that is for people's eyes only. */
  machine?: boolean
  /** An auditor whom the rules let look also reads the record of all members, by the views named `audit_…`. */
  audits?: boolean
}

/**
 * Runs `read` in a transaction that sees only what `reader` may see, enforced by row-level security
 * in the database: the role it takes is this database's own, owns nothing and may only select, and who reads stands under a
 * code that no reader can make (`functions/reader.ts`).
 */
export async function asMember<T>(
  db: Db,
  reader: Reader,
  now: Date,
  read: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { memberId, jurisdiction = '', operator = false, machine = false, audits = false } = reader
  const who = sql`${memberId}::uuid, ${jurisdiction}, ${operator}, ${machine}, ${now.toISOString()}::timestamptz, ${audits}`
  const through = readersOf(db)
  if (!through) {
    return db.transaction().execute(async (tx) => {
      await sql`select tocsin_enter(${who})`.execute(tx)
      return read(tx)
    })
  }
  // The login that is read through cannot make the code itself.
  const signed = await sql<{ said: string }>`select tocsin_sign(${who}) as said`.execute(db)
  return through.transaction().execute(async (tx) => {
    await sql`select set_config('tocsin.reader', ${signed.rows[0]!.said}, true),
      set_config('role', tocsin_member_role(), true)`.execute(tx)
    return read(tx)
  })
}
