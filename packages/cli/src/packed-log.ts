/** Logs as bytes: files and standard input, unpacked where they are packed. */
import { createReadStream } from 'node:fs'
import { unpacked } from '@tocsin/detect/match'

const CHUNK = 1 << 18

/** The bytes of a file, or of standard input for `-`. Throws what the system or the unpacking refuses. */
export async function* openLog(path: string): AsyncGenerator<Uint8Array> {
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: CHUNK })
  yield* unpacked(stream as AsyncIterable<Uint8Array>, path)
}
