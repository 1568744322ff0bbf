/** The body of a reply: unpacked where it is gzip, and never more of it than was said. */
import type { IncomingMessage } from 'node:http'
import { createGunzip } from 'node:zlib'
import { CtError } from '../errors.ts'

const MOST_WAIT_MS = 120_000

/** Throws CtError `http-status` where the status is not 200, `too-large` beyond `most` octets, `malformed-reply` where it cannot be unpacked, `network`. */
export async function readBody(
  url: URL,
  reply: IncomingMessage,
  most: number,
  timeoutMs: number,
): Promise<Buffer> {
  const { statusCode = 0, headers } = reply
  if (statusCode !== 200) {
    reply.destroy()
    const retryAfter = toRetryAfter(headers['retry-after'])
    throw new CtError('http-status', `${url.href}: HTTP ${statusCode}`, {
      status: statusCode,
      ...(retryAfter !== undefined && { retryAfter }),
    })
  }
  const encoding = headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip') {
    reply.destroy()
    throw new CtError('malformed-reply', `${url.href}: packed as ${encoding.slice(0, 40)}`)
  }
  reply.setTimeout(timeoutMs, () =>
    reply.destroy(new CtError('network', `${url.href}: the answer fell silent`)),
  )
  const isPacked = encoding === 'gzip'
  const stream = isPacked ? reply.pipe(createGunzip()) : reply
  if (isPacked) reply.once('error', (error) => stream.destroy(error))
  try {
    return await collect(url, stream, most)
  } catch (cause) {
    if (!isPacked || cause instanceof CtError || !isZlib(cause)) throw cause
    throw new CtError('malformed-reply', `${url.href}: cannot be unpacked`, { cause })
  } finally {
    // Of a reply that was read whole nothing is left to destroy, and its connection is kept.
    if (!reply.complete) reply.destroy()
  }
}

async function collect(url: URL, stream: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > most) throw new CtError('too-large', `${url.href}: more than ${most} octets`)
    chunks.push(chunk)
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)
}

function isZlib(cause: unknown): boolean {
  const { code } = cause as { code?: unknown }
  return typeof code === 'string' && code.startsWith('Z_')
}

/** Seconds alone; logs send no dates. */
function toRetryAfter(header: string | undefined): number | undefined {
  if (header === undefined || !/^\d{1,6}$/.test(header.trim())) return undefined
  return Math.min(MOST_WAIT_MS, Number(header) * 1000)
}
