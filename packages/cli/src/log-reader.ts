import { ProofError, type LogReader } from '@tocsin/proof'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The largest file of a log: a bundle of 256 entries of 65,535 bytes and their lengths. */
const MAX_BYTES = 256 * (65_535 + 2)
const TIMEOUT_MS = 30_000

/** Reads the files of a log from a folder or from its web address. */
export function openLogReader(place: string): LogReader {
  if (!/^https?:\/\//i.test(place)) return readFromFolder(place)
  const prefix = place.endsWith('/') ? place : `${place}/`
  return (path) => fetchFile(new URL(path, prefix))
}

function readFromFolder(folder: string): LogReader {
  return async (path) => {
    try {
      return await readFile(join(folder, path))
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException
      if (code === 'ENOENT' || code === 'ENOTDIR') return null
      throw new ProofError('log-unreadable', message, { cause })
    }
  }
}

async function fetchFile(url: URL): Promise<Uint8Array | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (response.status === 404) return null
    if (!response.ok) throw new Error(`status ${response.status}`)
    return await readBounded(response)
  } catch (cause) {
    throw new ProofError('log-unreadable', `${url.href}: ${String(cause)}`, { cause })
  }
}

async function readBounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MAX_BYTES) throw new Error(`more than ${MAX_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
