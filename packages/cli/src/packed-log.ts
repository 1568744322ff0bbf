/** Logs as bytes: files and standard input, unpacked where they begin as gzip or Zstandard do, whatever they are called. */
import { createReadStream } from 'node:fs'
import { Readable, type Transform } from 'node:stream'
import { DetectError } from '@tocsin/detect/match'
import * as zlib from 'node:zlib'

const CHUNK = 1 << 18

/** The bytes of a file, or of standard input for `-`. Throws what the system or the unpacking refuses. */
export async function* openLog(path: string): AsyncGenerator<Uint8Array> {
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: CHUNK })
  const chunks = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]()
  const start: Uint8Array[] = []
  let held = 0
  while (held < 4) {
    const { value, done } = await chunks.next()
    if (done) break
    start.push(value)
    held += value.length
  }
  const all = joined(start, chunks)
  const unpack = unpackerOf(Buffer.concat(start), path)
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
