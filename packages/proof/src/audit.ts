/**
 * Auditing a whole log from its static files (C2SP tlog-tiles): every entry hashes to its place, the tiles hold those
 * hashes and no others, the root is the signed one, and an older checkpoint is a beginning of this one.
 *
 * Cost: reads each file once, about 2 hashes an entry; memory is one bundle and one edge tile a level.
 */
import { verifyCheckpoint, type Checkpoint } from './checkpoint.ts'
import { isEqual } from './encoding.ts'
import { ProofError } from './errors.ts'
import { leafHash } from './merkle.ts'
import type { Sha256 } from './sha256.ts'
import type { Verifier } from './signed-note.ts'
import { edgeRoot, edgeTiles, growTree, type GrownTile, type TreeEdge } from './tile-growth.ts'
import { fromEntryBundle, TILE_WIDTH, tilePath, tilesOf } from './tiles.ts'

/** Reads a file under the log's prefix; null where it is not there. */
export type LogReader = (path: string) => Promise<Uint8Array | null>

/** What to compare a log with, and what to do with each of its entries. */
export type AuditOptions = {
  origin?: string
  /** An older checkpoint of the same log, as it was kept. */
  since?: string | Uint8Array
  sha256?: Sha256
  onEntry?: (index: number, entry: Uint8Array) => void
}

/** Verifies a whole log; throws a `ProofError` that names the first file that is wrong. */
export async function auditLog(
  read: LogReader,
  verifiers: readonly Verifier[],
  options: AuditOptions = {},
): Promise<{ checkpoint: Checkpoint; since?: Checkpoint }> {
  const note = await mustRead(read, 'checkpoint')
  const checkpoint = await verifyCheckpoint(note, verifiers, options)
  const since =
    options.since === undefined
      ? undefined
      : await verifyCheckpoint(options.since, verifiers, { origin: checkpoint.origin })
  if (since && since.size > checkpoint.size) {
    throw new ProofError('log-mismatch', `the log shrank from ${since.size} to ${checkpoint.size}`)
  }
  const end = await replay(
    read,
    checkpoint.size,
    options,
    (edge) => {
      if (since?.size === edge.size) checkRoot(edge, since, options.sha256)
    },
    since?.size,
  )
  checkRoot(end, checkpoint, options.sha256)
  return { checkpoint, ...(since && { since }) }
}

/** Grows the tree anew from the entries, comparing every tile; calls `at` with the tree at size `stop`. */
async function replay(
  read: LogReader,
  size: number,
  { sha256, onEntry }: AuditOptions,
  at: (edge: TreeEdge) => void,
  stop?: number,
): Promise<TreeEdge> {
  let edge: TreeEdge = { size: 0, hashes: [] }
  if (stop === 0) at(edge)
  for (const tile of tilesOf(size)) {
    if (tile.level > 0) break
    const start = edge.size
    const entries = await readBundle(read, tile)
    const leaves = entries.map((entry) => leafHash(entry, sha256))
    entries.forEach((entry, i) => onEntry?.(start + i, entry))
    const cut = stop !== undefined && stop > start ? Math.min(stop - start, leaves.length) : 0
    if (cut > 0) {
      const middle = growTree(edge, leaves.slice(0, cut), sha256).edge
      if (middle.size === stop) at(middle)
    }
    const grown = growTree(edge, leaves, sha256)
    edge = grown.edge
    await compareTiles(
      read,
      grown.tiles.filter(({ width }) => width === TILE_WIDTH),
    )
  }
  await compareTiles(read, edgeTiles(edge))
  return edge
}

async function compareTiles(read: LogReader, tiles: GrownTile[]): Promise<void> {
  for (const tile of tiles) {
    const published = await readPrefix(read, tile, tile.data.length)
    if (!isEqual(published, tile.data)) {
      throw new ProofError('log-mismatch', `${tilePath(tile)} does not hold its entries' hashes`)
    }
  }
}

async function readBundle(
  read: LogReader,
  tile: { index: number; width: number },
): Promise<Uint8Array[]> {
  const bundle = { ...tile, level: 'entries' as const }
  const exact = await read(tilePath(bundle))
  try {
    if (exact) return fromEntryBundle(exact, tile.width)
    const full = await mustRead(read, tilePath({ ...bundle, width: TILE_WIDTH }), tilePath(bundle))
    return fromEntryBundle(full, TILE_WIDTH).slice(0, tile.width)
  } catch (cause) {
    if (cause instanceof ProofError && cause.code === 'log-unreadable') throw cause
    throw new ProofError('log-mismatch', `${tilePath(bundle)}: ${String(cause)}`, { cause })
  }
}

/** A log may drop a partial tile once the full one is there (tlog-tiles, "Partial Tiles"). */
async function readPrefix(read: LogReader, tile: GrownTile, length: number): Promise<Uint8Array> {
  const exact = await read(tilePath(tile))
  if (exact) return exact
  const full = await mustRead(read, tilePath({ ...tile, width: TILE_WIDTH }), tilePath(tile))
  return full.subarray(0, length)
}

async function mustRead(read: LogReader, path: string, wanted = path): Promise<Uint8Array> {
  const bytes = await read(path)
  if (bytes) return bytes
  throw new ProofError('log-unreadable', `${wanted} is missing`)
}

function checkRoot(edge: TreeEdge, head: Checkpoint, sha256?: Sha256): void {
  if (isEqual(edgeRoot(edge, sha256), head.root)) return
  throw new ProofError(
    'log-mismatch',
    `the entries do not lead to the root that was signed at size ${head.size}`,
  )
}
