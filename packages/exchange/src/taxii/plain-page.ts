/** Pages of the query that nearly all clients send, no `match` at all, in one call that the database keeps planned. */
import type { ObjectBytes, ObjectQuery, Page } from '@tocsin/taxii'
import pg from 'pg'
import type { Reader } from '../db/as-member.ts'
import { rowsOf } from '../db/copy-out.ts'
import type { Database } from '../db/database.ts'
import { type Ends, MAX_LIMIT, type PageTerms, type Range, toFloor, toPage } from './items.ts'

const COMMA = 0x2c
/** Room for what an envelope says before its objects. */
const ROOM = 256

/** Whether the query wants whatever there is, each object in its last version. */
export function isPlain({ ids, types, specVersions, versions }: ObjectQuery): boolean {
  if (ids || types || specVersions || versions === 'all') return false
  return versions.last && !versions.first && versions.exact.length === 0
}

type Last = Ends & { unread: string[]; until: string | null }

/** As `selectTexts` of a plain query in `asMember`, in bytes; the function itself reads as the machine of the member. */
export async function selectPlainPage(
  { copyOut }: Database,
  { memberId, jurisdiction = '' }: Reader,
  now: Date,
  groupId: string,
  query: ObjectQuery,
  range: Range,
): Promise<Page<ObjectBytes> & PageTerms> {
  const floor = toFloor(query)
  const after = Math.max(range.after, floor)
  const limit = Math.min(query.limit, MAX_LIMIT)
  const numbers = [after, floor, range.horizon, limit]
  const texts = [memberId, jurisdiction, now.toISOString(), groupId].map(pg.escapeLiteral)
  const call = `tocsin_taxii_page(${[...texts, ...numbers].join()})`
  const rows = rowsOf(await copyOut(`select line from ${call}`), ROOM)
  const last = JSON.parse(rows.pop()!.toString()) as Last
  const page = toPage(joinInPlace(rows), last, range)
  return { ...page, unread: last.unread, until: last.until === null ? null : new Date(last.until) }
}

/** Rows of one buffer joined by commas, where they stand: between two there is room for one. */
function joinInPlace(rows: readonly Buffer<ArrayBuffer>[]): ObjectBytes {
  const buffer = Buffer.from(rows[0]?.buffer ?? new ArrayBuffer())
  const start = rows[0]?.byteOffset ?? 0
  let end = start + (rows[0]?.length ?? 0)
  for (const row of rows.slice(1)) {
    buffer[end++] = COMMA
    buffer.copyWithin(end, row.byteOffset, row.byteOffset + row.length)
    end += row.length
  }
  return { buffer, start, end }
}
