import { hash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leafHash, makeConsistencyProof, makeInclusionProof, rootHash } from './merkle.ts'
import type { Sha256 } from './sha256.ts'
import { edgeRoot, edgeTiles, growTree, toTreeEdge, type TreeEdge } from './tile-growth.ts'
import {
  consistencyProofFromTiles,
  edgeTilesOf,
  fromEntryBundle,
  inclusionProofFromTiles,
  parseTilePath,
  rootFromTiles,
  tilePath,
  tilesOf,
  toEntryBundle,
  type TileReader,
} from './tiles.ts'

const treeOf = (size: number, sha256?: Sha256) =>
  Array.from({ length: size }, (_, i) => leafHash(Uint8Array.of(i >> 16, i >> 8, i), sha256))

/** Grows a tree in steps and keeps its tiles as a server would: one file a tile, the widest. */
function store(sha256?: Sha256): {
  edge: TreeEdge
  read: TileReader
  grow: (leaves: Uint8Array[]) => void
} {
  const files = new Map<string, Uint8Array>()
  const key = (tile: { level: number; index: number }) => `${tile.level}/${tile.index}`
  const log = {
    edge: { size: 0, hashes: [] } as TreeEdge,
    read: async (tile: { level: number; index: number; width: number }) =>
      files.get(key(tile))!.subarray(0, tile.width * 32),
    grow(leaves: Uint8Array[]) {
      const { edge, tiles } = growTree(log.edge, leaves, sha256)
      for (const tile of tiles) files.set(key(tile), tile.data)
      log.edge = edge
    },
  }
  return log
}

describe('paths', () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1234067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 63, index: 999, width: 1 }, 'tile/63/999.p/1'],
    [{ level: 1, index: 1000, width: 255 }, 'tile/1/x001/000.p/255'],
    [{ level: 'entries' as const, index: 5, width: 17 }, 'tile/entries/005.p/17'],
  ])('%j is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual(tile)
  })

  test.each([
    'tile/0/1',
    'tile/0/x000/001',
    'tile/00/001',
    'tile/64/001',
    'tile/0/001.p/0',
    'tile/0/001.p/256',
    'tile/0/001.p/01',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/../../etc',
    'tile/-1/001',
    'tile/0/x999/x999/x999/x999/x999/x999/999',
    '',
  ])('%j names no tile', (path) => {
    expect(() => parseTilePath(path)).toThrow(expect.objectContaining({ code: 'malformed-tile' }))
  })
})

test('a tree of 70,000 has the tiles of the specification', () => {
  const tiles = [...tilesOf(70_000)]
  expect(tiles.filter((t) => t.level === 0 && t.width === 256)).toHaveLength(273)
  expect(tiles.filter((t) => t.width < 256)).toEqual([
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ])
  expect(edgeTilesOf(70_000)).toEqual(tiles.filter((t) => t.width < 256))
})

test('a tree of 256 is one full tile and one of width 1 above it', () => {
  expect([...tilesOf(256)]).toEqual([
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ])
})

describe('a log that grows in steps', () => {
  test('has the root and the proofs of the whole tree at every step', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        async (steps, random) => {
          const log = store()
          const all: Uint8Array[] = []
          for (const step of steps) {
            const more = treeOf(all.length + step).slice(all.length)
            all.push(...more)
            log.grow(more)
            const reread = toTreeEdge(
              all.length,
              (tile) => edgeTiles(log.edge).find(({ level }) => level === tile.level)!.data,
            )
            expect(edgeRoot(reread)).toEqual(rootHash(all))
            expect(await rootFromTiles(all.length, log.read)).toEqual(rootHash(all))
            if (all.length === 0) continue
            const index = random.next().value! % all.length
            expect(await inclusionProofFromTiles(index, all.length, log.read)).toEqual(
              makeInclusionProof(all, index),
            )
            expect(await consistencyProofFromTiles(index, all.length, log.read)).toEqual(
              makeConsistencyProof(all, index),
            )
          }
        },
      ),
      { numRuns: 15 },
    )
  })

  test('is right across the second level of tiles, with a hash function passed in', async () => {
    const fast = (data: Uint8Array) => new Uint8Array(hash('sha256', data, 'buffer'))
    const all = treeOf(65_536 + 300, fast)
    const log = store(fast)
    log.grow(all)
    expect(edgeRoot(log.edge, fast)).toEqual(rootHash(all, fast))
    expect(await rootFromTiles(all.length, log.read, fast)).toEqual(rootHash(all, fast))
    expect(await inclusionProofFromTiles(65_000, all.length, log.read, fast)).toEqual(
      makeInclusionProof(all, 65_000, fast),
    )
  })

  test('refuses a tile of the wrong length', async () => {
    const read = async () => new Uint8Array(31)
    await expect(rootFromTiles(3, read)).rejects.toMatchObject({ code: 'malformed-tile' })
  })
})

describe('entry bundles', () => {
  test('give back the entries that went in', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (entries) => {
        expect(fromEntryBundle(toEntryBundle(entries), entries.length)).toEqual(entries)
      }),
    )
  })

  test('have each length in two bytes, the greater first', () => {
    expect(toEntryBundle([new Uint8Array(258).fill(7)]).slice(0, 3)).toEqual(Uint8Array.of(1, 2, 7))
  })

  test('refuse what is cut short, too many, too few or too long', () => {
    const bundle = toEntryBundle([Uint8Array.of(1, 2, 3)])
    const refused = expect.objectContaining({ code: 'malformed-entries' })
    expect(() => fromEntryBundle(bundle.subarray(0, 4), 1)).toThrow(refused)
    expect(() => fromEntryBundle(bundle.subarray(0, 1), 1)).toThrow(refused)
    expect(() => fromEntryBundle(bundle, 2)).toThrow(refused)
    expect(() => fromEntryBundle(bundle, 0)).toThrow(refused)
    expect(() => toEntryBundle([new Uint8Array(65_536)])).toThrow(refused)
  })
})
