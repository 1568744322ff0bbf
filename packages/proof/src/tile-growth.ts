/**
 * Growing a tiled log: new leaves go into the right-edge tiles, a tile that fills sends its root one level up.
 *
 * Cost: one hash a leaf and level plus 255/256 of a hash for the roots of full tiles; memory is one edge tile a level.
 */
import { foldSubtrees, perfectHash, subtreesOf } from './merkle.ts'
import type { Sha256 } from './sha256.ts'
import { edgeTilesOf, splitTile, TILE_WIDTH, type Tile } from './tiles.ts'
import { concat } from './encoding.ts'

/** A tree that can grow: its size and the hashes of its partial tiles, by level. */
export type TreeEdge = { size: number; hashes: Uint8Array[][] }

/** A tile that changed or was completed. */
export type GrownTile = Tile & { data: Uint8Array }

/** The edge of a tree from its stored partial tiles; `read` gets each of `edgeTilesOf(size)`. */
export function toTreeEdge(size: number, read: (tile: Tile) => Uint8Array): TreeEdge {
  const hashes: Uint8Array[][] = []
  for (const tile of edgeTilesOf(size)) hashes[tile.level] = splitTile(read(tile), tile)
  return { size, hashes: Array.from(hashes, (row) => row ?? []) }
}

/** The tree after `leaves` (leaf hashes) are appended, with every tile to be written. The old edge stays as it was. */
export function growTree(
  edge: TreeEdge,
  leaves: readonly Uint8Array[],
  sha256?: Sha256,
): { edge: TreeEdge; tiles: GrownTile[] } {
  const rows = edge.hashes.map((row) => [...row])
  const filled: GrownTile[] = []
  const touched = new Set<number>()
  let size = edge.size
  const push = (level: number, hash: Uint8Array): void => {
    const row = (rows[level] ??= [])
    row.push(hash)
    touched.add(level)
    if (row.length < TILE_WIDTH) return
    const index = Math.floor((size - 1) / TILE_WIDTH ** (level + 1))
    filled.push({ level, index, width: TILE_WIDTH, data: concat(...row) })
    rows[level] = []
    push(level + 1, perfectHash(row, sha256))
  }
  for (const leaf of leaves) {
    size++
    push(0, leaf)
  }
  const grown = { size, hashes: rows }
  const partial = edgeTiles(grown).filter((tile) => touched.has(tile.level))
  return { edge: grown, tiles: [...filled, ...partial] }
}

/** The partial tiles at the edge, each with its hashes. */
export function edgeTiles(edge: TreeEdge): GrownTile[] {
  return edgeTilesOf(edge.size).map((tile) => ({
    ...tile,
    data: concat(...edge.hashes[tile.level]!),
  }))
}

/** The root of a tree from its edge alone. */
export function edgeRoot(edge: TreeEdge, sha256?: Sha256): Uint8Array {
  const peaks: Uint8Array[] = []
  for (let level = edge.hashes.length - 1; level >= 0; level--) {
    const row = edge.hashes[level]!
    for (const subtree of subtreesOf({ start: 0, end: row.length })) {
      const width = 2 ** subtree.level
      peaks.push(perfectHash(row.slice(subtree.index * width, (subtree.index + 1) * width), sha256))
    }
  }
  return foldSubtrees(peaks, sha256)
}
