/** Files that are there whole or not at all; what is no file, such as /dev/null, is written to as it is. */
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { finished } from 'node:stream/promises'

const BATCH = 1 << 16

/** Findings and reports name accounts and offices: nobody but their owner reads them unless the owner says so. */
export const PRIVATE = 0o600

export type FileToWrite = {
  readonly path: string
  readonly chunks: Iterable<string | Uint8Array>
}

/** Writes beside each path and renames when all of them are on disk; an error or a cancel leaves nothing. */
export async function writeWholeFiles(
  files: readonly FileToWrite[],
  signal?: AbortSignal,
): Promise<void> {
  const parts = new Map<string, string>()
  try {
    for (const { path, chunks } of files) {
      const isWhole = await isFileOrNothing(path)
      const part = isWhole ? `${path}.${process.pid}.part` : path
      if (isWhole) parts.set(path, part)
      if (isWhole) await rm(part, { force: true })
      const flags = isWhole ? 'wx' : 'w'
      const stream = createWriteStream(part, { flush: isWhole, flags, mode: PRIVATE })
      await writeChunks(stream, chunks, signal)
    }
    signal?.throwIfAborted()
    for (const [path, part] of parts) await rename(part, path)
  } catch (error) {
    // The failure itself is what a person needs to hear, not what became of the parts.
    await Promise.allSettled([...parts.values()].map((part) => rm(part, { force: true })))
    throw error
  }
}

async function isFileOrNothing(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? true
}

async function writeChunks(
  stream: WriteStream,
  chunks: Iterable<string | Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  try {
    let batch = ''
    for (const chunk of chunks) {
      if (typeof chunk === 'string') {
        batch += chunk
        if (batch.length < BATCH) continue
      }
      signal?.throwIfAborted()
      // What text waits goes out before bytes that come after it.
      const isDrained = batch === '' || stream.write(batch)
      batch = ''
      if (typeof chunk === 'string' ? !isDrained : !stream.write(chunk)) await once(stream, 'drain')
    }
    stream.end(batch)
    await finished(stream)
  } catch (error) {
    stream.destroy()
    throw error
  }
}
