/** Files that are there whole or not at all. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'

const BATCH = 1 << 16

/** Writes `chunks` beside `path` and renames when all is on disk; an error or a cancel leaves nothing. */
export async function writeWholeFile(
  path: string,
  chunks: Iterable<string | Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const part = `${path}.${process.pid}.part`
  const stream = createWriteStream(part, { flush: true })
  try {
    let batch = ''
    for (const chunk of chunks) {
      if (typeof chunk === 'string') {
        batch += chunk
        if (batch.length < BATCH) continue
      }
      signal?.throwIfAborted()
      if (!stream.write(typeof chunk === 'string' ? batch : chunk)) await once(stream, 'drain')
      batch = ''
    }
    signal?.throwIfAborted()
    stream.end(batch)
    await finished(stream)
    await rename(part, path)
  } catch (error) {
    stream.destroy()
    await rm(part, { force: true })
    throw error
  }
}
