import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { isIPv6 } from 'node:net'

/** Anyone may send such a header: a flood of them is not told of one by one. */
const MAX_TOLD = 100

/** Stands for the caller when a request came without a socket, as in-process calls do. */
export const IN_PROCESS = 'in-process'

/**
 * The caller's address: the socket's, or, when that is a trusted proxy, the last address in
 * `X-Forwarded-For` that is not one. Whatever stands before it was written by the caller itself.
 */
export function addressOf(c: HonoContext, trustedProxies: readonly string[]): string {
  const socket = socketAddress(c)
  const isTrusted = (address: string) => trustedProxies.includes(address)
  if (!isTrusted(socket)) return socket
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  return hops.findLast((hop) => hop !== '' && !isTrusted(hop)) ?? socket
}

/**
 * Warns, once for each, of peers that forward for others and are not named: all their callers count as one address,
 * and share its limits.
 */
export function warnOfUnnamedProxies(
  trustedProxies: readonly string[],
  warn: (peer: string) => void,
): MiddlewareHandler {
  const told = new Set<string>()
  return async (c, next) => {
    const peer = socketAddress(c)
    const forwards = c.req.header('x-forwarded-for') ?? c.req.header('forwarded')
    if (forwards !== undefined && !trustedProxies.includes(peer) && !told.has(peer)) {
      if (told.size < MAX_TOLD) {
        told.add(peer)
        warn(peer)
      }
    }
    await next()
  }
}

/** The address at the other end of the socket, an IPv4 one always as such. */
function socketAddress(c: HonoContext): string {
  if (!c.env || !('incoming' in (c.env as object))) return IN_PROCESS
  return (getConnInfo(c).remote.address ?? IN_PROCESS).replace(/^::ffff:/, '')
}

/** Whether a socket address is this machine itself. */
export function isLoopback(address: string): boolean {
  return address === IN_PROCESS || address === '::1' || address.startsWith('127.')
}

/**
 * The network of a caller, for counting: an IPv4 address itself, of IPv6 the first 64 bits, since one line of
 * a provider holds all addresses behind them (RFC 6177). Other text as it is.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter(Boolean))
  const zeros = Array<string>(8 - head.length - tail.length).fill('0')
  const first = [...head, ...zeros, ...tail].slice(0, 4)
  return `${first.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
