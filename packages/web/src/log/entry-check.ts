import {
  fromEntryBundle,
  inclusionProofFromTiles,
  leafHash,
  parseLeaf,
  ProofError,
  TILE_WIDTH,
  tilePath,
  toBase64,
  toVerifiers,
  verifyCheckpoint,
  verifyInclusion,
  type Checkpoint,
} from '@tocsin/proof'

/** Reads a file of the log by its path under `/log/`; null where there is none. */
export type LogFiles = (path: string) => Promise<Uint8Array | null>

export type CheckedEntry = {
  kind: string
  time: string
  /** Base64 leaf hash. */
  leaf: string
  index: number
  /** How many entries the signed head covers. */
  size: number
}

/** The newest head of the log, its signature checked against `keys`; nothing before the first. Throws `ProofError`. */
export async function readHead(read: LogFiles, keys: string): Promise<Checkpoint | undefined> {
  const note = await read('checkpoint')
  return note === null ? undefined : verifyCheckpoint(note, toVerifiers(keys))
}

/**
 * The line of the log at a place, proven to stand under its newest head by the log's own files; nothing where the head does not
 * reach so far. Throws `ProofError` where head, line and proof do not fit together.
 */
export async function checkEntry(
  index: number,
  keys: string,
  read: LogFiles,
): Promise<CheckedEntry | undefined> {
  const head = await readHead(read, keys)
  if (!head || index >= head.size) return undefined
  const { size, root } = head
  const bundle = Math.floor(index / TILE_WIDTH)
  const width = Math.min(TILE_WIDTH, size - bundle * TILE_WIDTH)
  const need = async (path: string) => {
    const file = await read(path)
    if (file === null) throw new ProofError('log-unreadable', `the log has no file ${path}`)
    return file
  }
  const entries = await need(tilePath({ level: 'entries', index: bundle, width }))
  const entry = fromEntryBundle(entries, width)[index % TILE_WIDTH]!
  const leaf = leafHash(entry)
  const proof = await inclusionProofFromTiles(index, size, (tile) => need(tilePath(tile)))
  verifyInclusion({ index, size, leaf, proof, root })
  const { kind, time } = parseLeaf(entry)
  return { kind, time, leaf: toBase64(leaf), index, size }
}

/** The files of the log of the exchange that served this page. Throws `ProofError` where they cannot be had. */
export const ownLogFiles: LogFiles = async (path) => {
  const reply = await fetch(`/log/${path}`)
  if (reply.status === 404) return null
  if (!reply.ok) throw new ProofError('log-unreadable', `/log/${path}: status ${reply.status}`)
  return new Uint8Array(await reply.arrayBuffer())
}
