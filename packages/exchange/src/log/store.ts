import {
  edgeTilesOf,
  toTreeEdge,
  TILE_WIDTH,
  type GrownTile,
  type Tile,
  type TileReader,
  type TreeEdge,
} from '@tocsin/proof'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'

/** A tree head as stored; unsigned when the process ended between growing and signing. */
export type Head = { size: number; root: Uint8Array; note: string | null }

/** A head whose checkpoint is published. */
export type SignedHead = Head & { note: string }

/** The newest head, signed or not. */
export function selectHead(db: Db): Promise<Head | undefined> {
  return db.selectFrom('log_heads').selectAll().orderBy('size', 'desc').limit(1).executeTakeFirst()
}

/** The newest head that is signed. */
export async function selectSignedHead(db: Db): Promise<SignedHead | undefined> {
  const head = await db
    .selectFrom('log_heads')
    .selectAll()
    .where('note', 'is not', null)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return head as SignedHead | undefined
}

/** How many entries are committed. */
export async function countEntries(db: Db): Promise<number> {
  const last = await db
    .selectFrom('log_entries')
    .select('index')
    .orderBy('index', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? last.index + 1 : 0
}

/** The leaves from place `start` on, at most `limit`; refuses a log with a gap. */
export async function selectLeaves(db: Db, start: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('log_entries')
    .selectAll()
    .where('index', '>=', start)
    .where('index', '<', start + limit)
    .orderBy('index')
    .execute()
  rows.forEach(({ index }, i) => {
    if (index !== start + i) throw new ExchangeError('internal', `log entry ${start + i} is gone`)
  })
  return rows.map(({ leaf }) => leaf)
}

/** The partial tiles at the right edge of a tree of `size`, from which it grows. */
export async function selectEdge(db: Db, size: number): Promise<TreeEdge> {
  const tiles = new Map<number, Uint8Array>()
  for (const tile of edgeTilesOf(size)) tiles.set(tile.level, await selectTile(db, tile))
  return toTreeEdge(size, ({ level }) => tiles.get(level)!)
}

/** Reads tiles of the database. */
export function tileReader(db: Db): TileReader {
  return (tile) => selectTile(db, tile)
}

/** The hashes of a tile, cut to its width; refuses one that is not there in full. */
export async function selectTile(db: Db, tile: Tile): Promise<Uint8Array> {
  const row = await db
    .selectFrom('log_tiles')
    .select('data')
    .where('level', '=', tile.level)
    .where('index', '=', tile.index)
    .executeTakeFirst()
  if (row && row.data.length >= tile.width * 32) return row.data.subarray(0, tile.width * 32)
  throw new ExchangeError('internal', `tile ${tile.index} of level ${tile.level} is gone`)
}

/** Writes tiles in one statement; a tile that grew replaces its narrower self. */
export async function upsertTiles(db: Db, tiles: readonly GrownTile[]): Promise<void> {
  const rows = tiles.map(({ level, index, width, data }) => ({
    level,
    index,
    width,
    data: Buffer.from(data).toString('base64'),
  }))
  await sql`
    insert into log_tiles (level, index, width, data)
    select level, index, width, decode(data, 'base64')
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as x(level int, index bigint, width int, data text)
    on conflict (level, index) do update set width = excluded.width, data = excluded.data
    where log_tiles.width < ${sql.lit(TILE_WIDTH)}`.execute(db)
}

export async function insertHead(db: Db, head: Omit<Head, 'note'>): Promise<void> {
  await db
    .insertInto('log_heads')
    .values({ ...head, note: null })
    .execute()
}

/** Adds the signed checkpoint to a head; the same head always has the same one. */
export async function updateNote(db: Db, size: number, note: string): Promise<void> {
  await db
    .updateTable('log_heads')
    .set({ note })
    .where('size', '=', size)
    .where('note', 'is', null)
    .execute()
}
