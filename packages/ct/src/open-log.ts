/** Which kind of log stands at an address, found by asking. */
import { entriesSource } from './entries.ts'
import { CtError } from './errors.ts'
import type { LogKey } from './head.ts'
import type { Outbound } from './outbound/get.ts'
import type { LogSource } from './source.ts'
import { staticSource } from './tiles.ts'

/**
 * The log at `address`, by its checkpoint (c2sp.org/static-ct-api) or else its `get-sth` (RFC 6962). Throws `no-log` where
 * neither is there, and whatever else asking throws.
 */
export async function openLog(
  address: string,
  outbound: Outbound,
  key: LogKey | null = null,
): Promise<LogSource> {
  const url = toLogUrl(address)
  for (const source of [staticSource(url, outbound, key), entriesSource(url, outbound, key)]) {
    try {
      await source.head()
      return source
    } catch (cause) {
      if (!isAbsent(cause)) throw cause
    }
  }
  throw new CtError('no-log', `${url.href}: neither checkpoint nor ct/v1/get-sth is there`)
}

/** The address of a log with a slash at its end; throws `bad-address`. */
export function toLogUrl(address: string): URL {
  if (!URL.canParse(address)) throw new CtError('bad-address', `${address.slice(0, 100)}: no URL`)
  const url = new URL(address)
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new CtError('bad-address', `${url.origin}: the address of a log has only a path`)
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}

/** What a server says, or sends, where there is no such file. */
function isAbsent(cause: unknown): boolean {
  if (!(cause instanceof CtError)) return false
  if (cause.code === 'http-status') return [400, 403, 404, 405, 410].includes(cause.status ?? 0)
  return cause.code === 'malformed-head' || cause.code === 'malformed-reply'
}
