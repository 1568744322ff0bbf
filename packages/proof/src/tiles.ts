/** Tiled logs (C2SP tlog-tiles): a Merkle tree as static files of up to 256 hashes, and its entries in bundles. */
import { concat, type Bytes } from './encoding.ts'
import { ProofError } from './errors.ts'
import {
  consistencyRanges,
  foldSubtrees,
  inclusionRanges,
  perfectHash,
  subtreesOf,
  type Range,
  type Subtree,
} from './merkle.ts'
import type { Sha256 } from './sha256.ts'

/** Hashes in a full tile. */
export const TILE_WIDTH = 256

/** A tile of hashes: `width` hashes at `level`, the `index`-th of that level. A width of 256 is a full tile. */
export type Tile = { level: number; index: number; width: number }

/** Fetches the hashes of a tile: `width * 32` bytes. */
export type TileReader = (tile: Tile) => Promise<Uint8Array>

const PATH =
  /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/

/** The path of a tile under the log's prefix, as in `tile/0/x001/x234/067.p/5`; `entries` for the entry bundle. */
export function tilePath(tile: {
  level: number | 'entries'
  index: number
  width: number
}): string {
  const digits = String(tile.index)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const parts = padded.match(/.{3}/g)!
  const index = parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join('/')
  const partial = tile.width < TILE_WIDTH ? `.p/${tile.width}` : ''
  return `tile/${tile.level}/${index}${partial}`
}

/** The tile that a path names; throws `malformed-tile` for any path `tilePath` would not write. */
export function parseTilePath(path: string): {
  level: number | 'entries'
  index: number
  width: number
} {
  const match = path.length <= 64 ? PATH.exec(path) : null
  if (match) {
    const tile = {
      level: match[1] === 'entries' ? ('entries' as const) : Number(match[1]),
      index: Number(match[2]!.replaceAll(/[x/]/g, '')),
      width: match[3] === undefined ? TILE_WIDTH : Number(match[3]),
    }
    const isLevel = tile.level === 'entries' || tile.level <= 63
    if (isLevel && Number.isSafeInteger(tile.index) && tilePath(tile) === path) return tile
  }
  throw new ProofError('malformed-tile', 'not the path of a tile')
}

/** Every tile of a tree of `size` leaves, level by level, left to right; partial ones only at the right edge. */
export function* tilesOf(size: number): Generator<Tile> {
  let rest = size
  for (let level = 0; rest > 0; level++) {
    const full = Math.floor(rest / TILE_WIDTH)
    for (let index = 0; index < full; index++) yield { level, index, width: TILE_WIDTH }
    if (rest % TILE_WIDTH > 0) yield { level, index: full, width: rest % TILE_WIDTH }
    rest = full
  }
}

/** The partial tiles at the right edge of a tree of `size` leaves: where it grows. */
export function edgeTilesOf(size: number): Tile[] {
  const edge: Tile[] = []
  for (let level = 0, rest = size; rest > 0; level++, rest = Math.floor(rest / TILE_WIDTH)) {
    const width = rest % TILE_WIDTH
    if (width > 0) edge.push({ level, index: Math.floor(rest / TILE_WIDTH), width })
  }
  return edge
}

/** A Merkle root of `size` leaves from its tiles. */
export async function rootFromTiles(
  size: number,
  read: TileReader,
  sha256?: Sha256,
): Promise<Uint8Array> {
  return (await hashRanges([{ start: 0, end: size }], size, read, sha256))[0]!
}

/** The inclusion proof of leaf `index` in the tree of `size` leaves, from at most two tiles a level. */
export function inclusionProofFromTiles(
  index: number,
  size: number,
  read: TileReader,
  sha256?: Sha256,
): Promise<Uint8Array[]> {
  return hashRanges(inclusionRanges(index, size), size, read, sha256)
}

/** The proof that the tree of `first` leaves is a beginning of the tree of `second`, from its tiles. */
export function consistencyProofFromTiles(
  first: number,
  second: number,
  read: TileReader,
  sha256?: Sha256,
): Promise<Uint8Array[]> {
  return hashRanges(consistencyRanges(first, second), second, read, sha256)
}

/**
 * The complete subtrees of the first `first` leaves, largest first, from the tiles of the tree of `size`: what must be kept
 * of that tree so that it can grow.
 */
export function peaksFromTiles(
  first: number,
  size: number,
  read: TileReader,
  sha256?: Sha256,
): Promise<Uint8Array[]> {
  const peaks = subtreesOf({ start: 0, end: first }).map(({ level, index }) => {
    const width = 2 ** level
    return { start: index * width, end: (index + 1) * width }
  })
  return hashRanges(peaks, size, read, sha256)
}

/** Entries in one bundle, each after its length in two bytes; throws `malformed-entries` above 65,535 bytes. */
export function toEntryBundle(entries: readonly Uint8Array[]): Bytes {
  const parts: Uint8Array[] = []
  for (const entry of entries) {
    if (entry.length > 0xffff) {
      throw new ProofError('malformed-entries', `an entry of ${entry.length} bytes is too long`)
    }
    parts.push(Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry)
  }
  return concat(...parts)
}

/** The entries of a bundle; throws `malformed-entries` where it is cut short or holds other than `count`. */
export function fromEntryBundle(bundle: Uint8Array, count: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bundle.length;) {
    const start = at + 2
    const end = start + ((bundle[at]! << 8) | (bundle[at + 1] ?? 0))
    if (end > bundle.length) {
      throw new ProofError(
        'malformed-entries',
        `the bundle is cut short in entry ${entries.length}`,
      )
    }
    entries.push(bundle.subarray(start, end))
    at = end
  }
  if (entries.length !== count) {
    throw new ProofError('malformed-entries', `${entries.length} entries where ${count} belong`)
  }
  return entries
}

async function hashRanges(
  ranges: Range[],
  size: number,
  read: TileReader,
  sha256?: Sha256,
): Promise<Uint8Array[]> {
  const fetched = new Map<string, Promise<Uint8Array>>()
  const hashes: Uint8Array[] = []
  for (const range of ranges) {
    const subtrees = subtreesOf(range).map((node) => subtreeHash(node, size, fetched, read, sha256))
    hashes.push(foldSubtrees(await Promise.all(subtrees), sha256))
  }
  return hashes
}

async function subtreeHash(
  node: Subtree,
  size: number,
  fetched: Map<string, Promise<Uint8Array>>,
  read: TileReader,
  sha256?: Sha256,
): Promise<Uint8Array> {
  const level = Math.floor(node.level / 8)
  const count = 2 ** (node.level % 8)
  const first = node.index * count
  const index = Math.floor(first / TILE_WIDTH)
  const rest = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH
  const tile = { level, index, width: Math.min(rest, TILE_WIDTH) }
  const path = tilePath(tile)
  if (!fetched.has(path)) fetched.set(path, read(tile))
  const hashes = splitTile(await fetched.get(path)!, tile)
  const start = first % TILE_WIDTH
  return perfectHash(hashes.slice(start, start + count), sha256)
}

/** The hashes of a tile; throws `malformed-tile` when it is not `width * 32` bytes long. */
export function splitTile(data: Uint8Array, tile: Tile): Uint8Array[] {
  if (data.length !== tile.width * 32) {
    throw new ProofError(
      'malformed-tile',
      `${tilePath(tile)}: ${data.length} bytes where ${tile.width * 32} belong`,
    )
  }
  return Array.from({ length: tile.width }, (_, i) => data.subarray(i * 32, i * 32 + 32))
}
