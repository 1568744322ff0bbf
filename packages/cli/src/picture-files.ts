/** Pictures named on a command line: each file hashed, or why it could not be. */
import { DetectError, pdqTurns, readPicture, type Hash256, type Turn } from '@tocsin/detect/media'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { printable } from './stix-file.ts'

/** Below this quality of PDQ a picture shows too little to be known by. */
export const LEAST_QUALITY = 50
/** Bytes of the largest file that is read. */
const MOST_BYTES = 200_000_000

export type HashedPicture = {
  readonly file: string
  readonly bytes: number
  /** Of the file as it is, in hexadecimal digits. */
  readonly sha256: string
  readonly turns: ReadonlyMap<Turn, Hash256>
  /** 0 to 100. */
  readonly quality: number
}

/** Hashes files one after the other; one that cannot be read is named on standard error and `refused` is told. */
export async function* hashPictures(
  files: readonly string[],
  refused: () => void,
): AsyncGenerator<HashedPicture> {
  for (const file of files) {
    try {
      yield await hashPicture(file)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      const isTold = error instanceof DetectError || typeof code === 'string'
      if (!isTold) throw error
      const { message } = error as Error
      console.error(printable(error instanceof DetectError ? message : `${file}: ${message}`))
      refused()
    }
  }
}

async function hashPicture(file: string): Promise<HashedPicture> {
  const bytes = await readBounded(file)
  const picture = await readPicture(bytes, file)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { file, bytes: bytes.length, sha256, ...pdqTurns(picture) }
}

async function readBounded(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    if (size > MOST_BYTES)
      throw new DetectError('TOO_MANY', `${size} bytes; at most ${MOST_BYTES / 1e6} MB are read`, {
        file,
      })
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}
