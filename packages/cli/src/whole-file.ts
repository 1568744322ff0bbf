/** Files that are there whole or not at all; what is no file, such as /dev/null, is written to as it is. */
import { open, rename, rm, stat } from 'node:fs/promises'

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
      await writeChunks(part, isWhole, batch(chunks, signal))
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
  path: string,
  isWhole: boolean,
  chunks: Iterable<string | Uint8Array>,
): Promise<void> {
  // Closed before anybody removes it: an opening that is still under way would bring the file back.
  const file = await open(path, isWhole ? 'wx' : 'w', PRIVATE)
  try {
    await file.writeFile(chunks)
    if (isWhole) await file.sync()
  } finally {
    await file.close()
  }
}

/** Joins short texts; what text waits goes out before bytes that come after it. */
function* batch(
  chunks: Iterable<string | Uint8Array>,
  signal: AbortSignal | undefined,
): Generator<string | Uint8Array> {
  let waiting = ''
  for (const chunk of chunks) {
    if (typeof chunk === 'string') waiting += chunk
    if (typeof chunk === 'string' && waiting.length < BATCH) continue
    signal?.throwIfAborted()
    if (waiting !== '') yield waiting
    waiting = ''
    if (typeof chunk !== 'string') yield chunk
  }
  if (waiting !== '') yield waiting
}
