import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context as HonoContext } from 'hono'

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

/** The address at the other end of the socket, an IPv4 one always as such. */
export function socketAddress(c: HonoContext): string {
  if (!c.env || !('incoming' in (c.env as object))) return IN_PROCESS
  return (getConnInfo(c).remote.address ?? IN_PROCESS).replace(/^::ffff:/, '')
}

/** Whether a socket address is this machine itself. */
export function isLoopback(address: string): boolean {
  return address === IN_PROCESS || address === '::1' || address.startsWith('127.')
}
