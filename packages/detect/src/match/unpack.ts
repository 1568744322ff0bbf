/** Bytes unpacked where they begin as gzip or Zstandard do, whatever they are called. */
import { Readable, type Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import { DetectError } from '../errors.ts'

const CHUNK = 1 << 18

/**
 * Passes chunks on, unpacked where they are packed; `file` is for words alone. Throws UNKNOWN_FORMAT for Zstandard where this Node
 * has none, and what unpacking throws. Nothing bounds what comes out: whoever reads it does.
 */
export async function* unpacked(
  stream: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]()
  const start: Uint8Array[] = []
  let held = 0
  while (held < 4) {
    const { value, done } = await chunks.next()
    if (done) break
    start.push(value)
    held += value.length
  }
  const all = joined(start, chunks)
  const unpack = unpackerOf(Buffer.concat(start), file)
  if (unpack === null) yield* all
  else {
    const packed = Readable.from(all, { objectMode: false })
    packed.once('error', (error) => unpack.destroy(error))
    yield* packed.pipe(unpack) as AsyncIterable<Uint8Array>
  }
}

async function* joined(
  start: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* start
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** What unpacks bytes that begin so; null for what is not packed. */
function unpackerOf(start: Uint8Array, file: string): Transform | null {
  const sign = Buffer.from(start.subarray(0, 4)).toString('hex')
  if (sign.startsWith('1f8b')) return zlib.createGunzip({ chunkSize: CHUNK })
  if (sign !== '28b52ffd') return null
  if (typeof zlib.createZstdDecompress !== 'function')
    throw new DetectError(
      'UNKNOWN_FORMAT',
      `Zstandard needs Node 22.15 or newer, this is ${process.version}; unpack it with zstd -dc`,
      { file },
    )
  return zlib.createZstdDecompress({ chunkSize: CHUNK })
}
