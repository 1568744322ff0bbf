/** Values held against the lists of one member. Read as the member, so that row security keeps those of others out. */
import { type Key, spanOf } from '@tocsin/detect/match'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { digestOf } from './digest.ts'
import type { Sought } from './sought.ts'

/** One value against one list. */
export type Hit = {
  readonly sought: Sought
  readonly listId: string
  /** Things that it hit; of a block at most `MOST_OF_BLOCK`, and then the rest is of those alone. */
  readonly things: number
  readonly lines: number
  readonly first: Date | null
  readonly last: Date | null
}

/** Addresses of one block that are counted in one list. */
export const MOST_OF_BLOCK = 2000
/** Keys of one statement. */
const CHUNK = 5000

type Row = {
  ord: number
  list_id: string
  things: number
  lines: number
  first: Date | null
  last: Date | null
}

/** Hits of these values in these lists. Cost: one look-up a key and list, and of a block one for each of its addresses. */
export async function findHits(
  tx: Tx,
  sought: readonly Sought[],
  listIds: readonly string[],
  secret: Uint8Array,
): Promise<Hit[]> {
  const single: [Key, Sought][] = []
  const blocks: [Key, Sought][] = []
  for (const one of sought)
    for (const key of one.keys) (spanOf(key) === null ? single : blocks).push([key, one])
  const found: Hit[] = []
  for (let at = 0; at < single.length; at += CHUNK) {
    const part = single.slice(at, at + CHUNK)
    for (const hit of joined(await findSingle(tx, part, listIds, secret), part)) found.push(hit)
  }
  for (let at = 0; at < blocks.length; at += CHUNK) {
    const part = blocks.slice(at, at + CHUNK)
    for (const hit of joined(await findBlocks(tx, part, listIds), part)) found.push(hit)
  }
  return found
}

/** Both forms of an address of the web without a scheme are one hit. */
function joined(rows: readonly Row[], part: readonly [Key, Sought][]): Hit[] {
  const hits = new Map<string, Hit>()
  for (const { ord, list_id: listId, things, lines, first, last } of rows) {
    const sought = part[ord - 1]![1]
    const name = `${listId} ${sought.row} ${sought.place}`
    const before = hits.get(name)
    hits.set(name, {
      sought,
      listId,
      things: (before?.things ?? 0) + things,
      lines: (before?.lines ?? 0) + lines,
      first: earlier(before?.first ?? null, first),
      last: later(before?.last ?? null, last),
    })
  }
  return [...hits.values()]
}

const earlier = (a: Date | null, b: Date | null) => (a === null || (b !== null && b < a) ? b : a)
const later = (a: Date | null, b: Date | null) => (a === null || (b !== null && b > a) ? b : a)

async function findSingle(
  tx: Tx,
  part: readonly [Key, Sought][],
  listIds: readonly string[],
  secret: Uint8Array,
): Promise<Row[]> {
  const kinds = part.map(([{ kind }]) => kind)
  const digests = part.map(([key]) => Buffer.from(digestOf(secret, key)).toString('hex'))
  const { rows } = await sql<Row>`
    select t.ord::int as ord, i.list_id, 1 as things, i.lines, i.first_at as first, i.last_at as last
    from unnest(${kinds}::smallint[], ${digests}::text[]) with ordinality as t(kind, digest, ord)
      cross join unnest(${[...listIds]}::uuid[]) as l(id)
      join lookback_items i on i.list_id = l.id and i.kind = t.kind and i.digest = decode(t.digest, 'hex')`.execute(
    tx,
  )
  return rows
}

async function findBlocks(
  tx: Tx,
  part: readonly [Key, Sought][],
  listIds: readonly string[],
): Promise<Row[]> {
  const spans = part.map(([key]) => spanOf(key)!)
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const { rows } = await sql<Row>`
    select t.ord::int as ord, l.id as list_id, f.things, f.lines, f.first, f.last
    from unnest(${spans.map(({ kind }) => kind)}::smallint[], ${spans.map(({ first }) => hex(first))}::text[],
        ${spans.map(({ last }) => hex(last))}::text[]) with ordinality as t(kind, first, last, ord)
      cross join unnest(${[...listIds]}::uuid[]) as l(id)
      cross join lateral (
        select count(*)::int as things, sum(lines)::bigint as lines, min(first_at) as first, max(last_at) as last from (
          select i.lines, i.first_at, i.last_at from lookback_items i
          where i.list_id = l.id and i.kind = t.kind and i.digest between decode(t.first, 'hex') and decode(t.last, 'hex')
          limit ${sql.lit(MOST_OF_BLOCK)}) as of_block) as f
    where f.things > 0`.execute(tx)
  return rows
}
