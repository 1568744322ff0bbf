import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'

/** On whose behalf rows are read. */
export type Reader = {
  memberId: string
  /** FIPS code of the office's jurisdiction; empty for other members. */
  jurisdiction?: string | undefined
  /** An operator also reads the envelope of every release and notice, never the objects. */
  operator?: boolean
  /** Reads through an API key or a feed, which carry nothing that is for people's eyes only. */
  machine?: boolean
}

/**
 * Runs `read` in a transaction that sees only what `reader` may see, enforced by row-level security
 * in the database: the role `tocsin_member` owns nothing and may only select.
 */
export async function asMember<T>(
  db: Db,
  reader: Reader,
  now: Date,
  read: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('tocsin.member', ${reader.memberId}, true),
      set_config('tocsin.jurisdiction', ${reader.jurisdiction ?? ''}, true),
      set_config('tocsin.operator', ${reader.operator ? 'yes' : 'no'}, true),
      set_config('tocsin.machine', ${reader.machine ? 'yes' : 'no'}, true),
      set_config('tocsin.now', ${now.toISOString()}, true),
      set_config('jit', 'off', true), set_config('role', 'tocsin_member', true)`.execute(tx)
    return read(tx)
  })
}
