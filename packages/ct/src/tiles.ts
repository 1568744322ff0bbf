/** A log of static files (c2sp.org/static-ct-api): checkpoint, tiles of hashes, tiles of entries. */
import {
  consistencyProofFromTiles,
  peaksFromTiles,
  TILE_WIDTH,
  tilePath,
  type Tile,
} from '@tocsin/proof'
import { ahead } from './ahead.ts'
import { CtError } from './errors.ts'
import { readCheckpoint, type LogHead, type LogKey } from './head.ts'
import { readTileLeaf, type Leaf } from './leaf.ts'
import type { Outbound } from './outbound/get.ts'
import { sha256, toHash } from './range.ts'
import type { LogSource, Page } from './source.ts'

const MOST_CHECKPOINT = 1 << 16
/** Of a tile of 256 entries; a certificate of 100 names has 5,000 octets. */
const MOST_TILE = 32 << 20
const HASH_TILE = TILE_WIDTH * 32
const TILES_AHEAD = 8
const TILES_KEPT = 64

type DataTile = { readonly index: number; readonly width: number }

/** The source of the log at `url`, which ends in a slash. */
export function staticSource(url: URL, outbound: Outbound, key: LogKey | null): LogSource {
  const kept = new Map<string, Promise<Buffer>>()
  const read = (tile: Tile): Promise<Buffer> => {
    const path = tilePath(tile)
    const known = kept.get(path)
    if (known !== undefined) return known
    const got = getTile(url, outbound, path, HASH_TILE).then((bytes) =>
      bytes.subarray(0, tile.width * 32),
    )
    if (tile.width < TILE_WIDTH || tile.level === 0) return got
    kept.set(path, got)
    got.catch(() => kept.delete(path))
    if (kept.size > TILES_KEPT) kept.delete(kept.keys().next().value!)
    return got
  }
  return {
    kind: 'static-ct',
    url,
    head: async () => {
      const bytes = await outbound.get(new URL('checkpoint', url), MOST_CHECKPOINT)
      return readCheckpoint(bytes.toString('utf8'), key)
    },
    pages: (start, end, head) =>
      ahead(tilesBetween(start, end, head), TILES_AHEAD, async (tile) =>
        toPage(await getData(url, outbound, tile), tile, start),
      ),
    consistency: (first, second) => consistencyProofFromTiles(first, second, read, sha256),
    peaks: async (size, head) => (await peaksFromTiles(size, head.size, read, sha256)).map(toHash),
  }
}

function* tilesBetween(start: number, end: number, { size }: LogHead): Generator<DataTile> {
  for (let index = Math.floor(start / TILE_WIDTH); index * TILE_WIDTH < end; index++)
    yield { index, width: Math.min(TILE_WIDTH, size - index * TILE_WIDTH) }
}

async function getData(url: URL, outbound: Outbound, tile: DataTile): Promise<Buffer> {
  const path = tilePath({ level: 'entries', ...tile }).replace('/entries/', '/data/')
  try {
    return await getTile(url, outbound, path, MOST_TILE)
  } catch (cause) {
    if (!(cause instanceof CtError) || cause.status !== 404) throw cause
    const first = tile.index * TILE_WIDTH
    throw new CtError('gap', `${path} is missing: leaves from ${first} on cannot be read`, {
      cause,
      index: first,
    })
  }
}

/** A tile; where a partial one is there no more, the full one that took its place. */
async function getTile(url: URL, outbound: Outbound, path: string, most: number): Promise<Buffer> {
  try {
    return await outbound.get(new URL(path, url), most)
  } catch (cause) {
    const full = path.replace(/\.p\/\d+$/, '')
    if (full === path || !(cause instanceof CtError) || cause.status !== 404) throw cause
    return await outbound.get(new URL(full, url), most)
  }
}

/** The leaves of a tile from `from` on. */
function toPage(bytes: Buffer, { index, width }: DataTile, from: number): Page {
  const first = index * TILE_WIDTH
  const leaves: Leaf[] = []
  let at = 0
  for (let k = 0; k < width; k++) {
    const leaf = readTileLeaf(bytes, at)
    if (leaf === null)
      throw new CtError('gap', `the tile of leaf ${first + k} is cut short or malformed there`, {
        index: first + k,
      })
    if (leaf.leafIndex !== null && leaf.leafIndex !== first + k)
      throw new CtError(
        'wrong-leaf',
        `at leaf ${first + k} stands one that says it is ${leaf.leafIndex}`,
        {
          index: first + k,
        },
      )
    at = leaf.next
    if (first + k >= from) leaves.push(leaf)
  }
  return { start: Math.max(first, from), leaves, bytes: bytes.length }
}
