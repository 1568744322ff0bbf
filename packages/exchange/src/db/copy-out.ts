/**
 * A column of text as the bytes it has in the database: making strings of what is only passed on would cost more than
 * reading it. Format: "Binary Format" in PostgreSQL's reference of COPY.
 */
import type { Pool } from 'pg'
import { to as copyTo } from 'pg-copy-streams'

const SIGNATURE = 'PGCOPY\n\xff\r\n\0'
const FLAGS = 4
const COUNT = 2
const LENGTH = 4

/** The statement that gives out the rows of `query` in binary; `target` is where they go. */
export function copyStatement(query: string, target: 'stdout' | "'/dev/blob'"): string {
  return `copy (${query}) to ${target} (format binary)`
}

/** What PostgreSQL gives out for a query of one column, in binary, in chunks. */
export async function copyOut(pool: Pool, query: string): Promise<Buffer[]> {
  const client = await pool.connect()
  let failed = true
  try {
    const chunks: Buffer[] = []
    const stream = client.query(copyTo(copyStatement(query, 'stdout')))
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    failed = false
    return chunks
  } finally {
    // After a failure nobody knows what still comes down the connection.
    client.release(failed)
  }
}

/**
 * Its rows, as views of one buffer that is theirs alone and has `room` octets before them; each begins at least one octet
 * after the one before it ended. None is null.
 */
export function rowsOf(chunks: readonly Uint8Array[], room = 0): Buffer<ArrayBuffer>[] {
  const copied = gather(chunks, room)
  if (copied.toString('latin1', 0, SIGNATURE.length) !== SIGNATURE)
    throw new Error('COPY gave no binary output')
  const rows: Buffer<ArrayBuffer>[] = []
  let at = SIGNATURE.length + FLAGS
  at += LENGTH + copied.readInt32BE(at)
  while (copied.readInt16BE(at) === 1) {
    const start = at + COUNT + LENGTH
    const end = start + copied.readInt32BE(at + COUNT)
    rows.push(copied.subarray(start, end))
    at = end
  }
  return rows
}

function gather(chunks: readonly Uint8Array[], room: number): Buffer<ArrayBuffer> {
  const size = chunks.reduce((sum, { length }) => sum + length, 0)
  const whole = Buffer.allocUnsafeSlow(room + size)
  let at = room
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole.subarray(room)
}
