import { leafHash, parseTilePath, ProofError, TILE_WIDTH, toEntryBundle } from '@tocsin/proof'
import type { Database, Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { sha256 } from './append.ts'
import type { Log } from './log.ts'
import { selectLeaves, selectTile } from './store.ts'

type Place = ReturnType<typeof parseTilePath>

/** Anyone may read the log from any page; nothing in it is content. */
const OPEN = { 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' }
const FOREVER = 'public, max-age=31536000, immutable'

/**
 * Serves the log's static files (C2SP tlog-tiles) by their path under the prefix: `checkpoint`, `tile/…`, and `key`,
 * the public key. Tiles never change and are cached for good; only what a signed checkpoint covers is served.
 */
export async function serveLogFile(
  { database, log }: { database: Pick<Database, 'db'>; log: Log },
  path: string,
): Promise<Response> {
  if (path === 'key') return text(`${log.verifier}\n`)
  const head = await log.head()
  if (path === 'checkpoint') return head ? text(head.note) : missing()
  const place = placeOf(path)
  if (!place || !isCovered(place, head?.size ?? 0)) return missing()
  return new Response(await readPlace(database.db, place), {
    headers: { ...OPEN, 'content-type': 'application/octet-stream', 'cache-control': FOREVER },
  })
}

function placeOf(path: string): Place | undefined {
  try {
    return parseTilePath(path)
  } catch (error) {
    if (error instanceof ProofError) return undefined
    throw error
  }
}

function isCovered({ level, index, width }: Place, size: number): boolean {
  const hashes = level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level)
  return index * TILE_WIDTH + width <= hashes
}

async function readPlace(db: Db, { level, index, width }: Place): Promise<Uint8Array<ArrayBuffer>> {
  if (level !== 'entries') return new Uint8Array(await selectTile(db, { level, index, width }))
  const leaves = (await selectLeaves(db, index * TILE_WIDTH, width)).map((leaf) =>
    Buffer.from(leaf),
  )
  const hashes = await selectTile(db, { level: 0, index, width })
  const changed = leaves.findIndex(
    (leaf, i) => !Buffer.from(leafHash(leaf, sha256)).equals(hashes.subarray(i * 32, i * 32 + 32)),
  )
  if (changed >= 0) {
    const place = index * TILE_WIDTH + changed
    throw new ExchangeError('unavailable', `entry ${place} is not what was signed; it is not shown`)
  }
  return toEntryBundle(leaves)
}

function text(body: string): Response {
  return new Response(body, {
    headers: { ...OPEN, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'max-age=1' },
  })
}

function missing(): Response {
  return new Response('not found\n', {
    status: 404,
    headers: { ...OPEN, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
