/** Pages of the query that nearly all clients send, no `match` at all, in one call that the database keeps planned. */
import type { ObjectQuery } from '@tocsin/taxii'
import { sql } from 'kysely'
import type { Reader } from '../db/as-member.ts'
import type { Db } from '../db/database.ts'
import { type Ends, MAX_LIMIT, type Range, type TextPage, toFloor, toPage } from './items.ts'

/** Whether the query wants whatever there is, each object in its last version. */
export function isPlain({ ids, types, specVersions, versions }: ObjectQuery): boolean {
  if (ids || types || specVersions || versions === 'all') return false
  return versions.last && !versions.first && versions.exact.length === 0
}

type Part = Ends & { text: string | null; unread: string[]; until: Date | null }

/** As `selectTexts` of a plain query in `asMember`; the function itself reads as the machine of the member. */
export async function selectPlainTexts(
  db: Db,
  { memberId, jurisdiction = '' }: Reader,
  now: Date,
  groupId: string,
  query: ObjectQuery,
  range: Range,
): Promise<TextPage> {
  const floor = toFloor(query)
  const after = Math.max(range.after, floor)
  const result = await sql<Part>`select * from tocsin_taxii_page(${memberId}::uuid, ${jurisdiction},
    ${now.toISOString()}::timestamptz, ${groupId}::uuid, ${after}, ${floor}, ${range.horizon},
    ${Math.min(query.limit, MAX_LIMIT)})`.execute(db)
  const texts = result.rows.slice(0, -1).map(({ text }) => text)
  const ends = result.rows.at(-1)!
  return {
    ...toPage(texts.join(','), ends, range),
    unread: [...new Set(ends.unread)],
    until: ends.until,
  }
}
