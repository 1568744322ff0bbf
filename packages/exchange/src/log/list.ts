import type { LogLine } from '@tocsin/api'
import { leafHash, parseLeaf } from '@tocsin/proof'
import type { Db } from '../db/database.ts'
import { sha256 } from './append.ts'
import { countEntries } from './store.ts'

/** The public lines of the log, newest first, from before place `before`; at most `limit`. */
export async function listLog(
  db: Db,
  { before, limit = 100 }: { before?: number | undefined; limit?: number | undefined } = {},
): Promise<{ size: number; items: LogLine[] }> {
  const size = await countEntries(db)
  const rows = await db
    .selectFrom('log_entries')
    .selectAll()
    .where('index', '<', before ?? size)
    .orderBy('index', 'desc')
    .limit(limit)
    .execute()
  const items = rows.map(({ index, leaf }) => {
    const { kind, time } = parseLeaf(leaf)
    const hash = leafHash(Buffer.from(leaf), sha256)
    return { index, kind, at: time, leaf: Buffer.from(hash).toString('base64') }
  })
  return { size, items }
}
