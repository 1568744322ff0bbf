/** One GET to a log: bounded in bytes, time and redirects, and to addresses of the internet alone unless the user said otherwise. */
import { lookup as resolve, type LookupAddress } from 'node:dns'
import { request as requestPlain, Agent as PlainAgent, type IncomingMessage } from 'node:http'
import { request as requestTls, Agent as TlsAgent } from 'node:https'
import type { LookupFunction } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { CtError } from '../errors.ts'
import { isPrivateAddress } from './address.ts'
import { readBody } from './body.ts'

const MOST_REDIRECTS = 3
const MOST_SOCKETS = 16
/** A reply may take so many times as long as a silence may. */
const PATIENCE = 4
/** Refusals that pass are asked again so many times before anybody hears of them: of many requests at once one always meets such. */
const MOST_AGAIN = 2
const PASSING = new Set([429, 500, 502, 503, 504])

export type Outbound = {
  /** Asks the address; the body whole, unpacked, of at most `most` octets. Throws CtError. */
  readonly get: (url: URL, most: number) => Promise<Buffer>
  /** Closes what connections wait. */
  readonly close: () => void
}

export type OutboundOptions = {
  /** Whether private addresses are asked, and addresses without TLS; default: neither. */
  readonly allowPrivate?: boolean
  /** The longest silence in milliseconds; default 20,000. */
  readonly timeoutMs?: number
  /** The wait before a refusal that passes is asked again, in milliseconds; default 500. */
  readonly againMs?: number
  readonly signal?: AbortSignal | undefined
}

/** Requests to logs with connections that are kept. */
export function openOutbound(options: OutboundOptions = {}): Outbound {
  const { allowPrivate = false, timeoutMs = 20_000, againMs = 500, signal } = options
  const settings = {
    keepAlive: true,
    maxSockets: MOST_SOCKETS,
    ...(!allowPrivate && { lookup: lookupPublic }),
  }
  const agents = { 'http:': new PlainAgent(settings), 'https:': new TlsAgent(settings) }
  const ask = async (url: URL, most: number): Promise<Buffer> => {
    const deadline = AbortSignal.timeout(timeoutMs * PATIENCE)
    const abort = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
    let at = url
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      verifyAddress(at, allowPrivate)
      const reply = await open(at, agents, timeoutMs, abort)
      const next = redirectOf(at, reply)
      if (next === null) return await readBody(at, reply, most, timeoutMs)
      reply.destroy()
      at = next
    }
    throw new CtError('network', `${url.href}: more than ${MOST_REDIRECTS} redirects`)
  }
  const get = async (url: URL, most: number): Promise<Buffer> => {
    for (let again = 0; ; again++) {
      try {
        return await ask(url, most)
      } catch (cause) {
        signal?.throwIfAborted()
        const failure = cause instanceof CtError ? cause : toFailure(url, cause)
        if (again >= MOST_AGAIN || !PASSING.has(failure.status ?? 0)) throw failure
        await sleep(Math.max(againMs, failure.retryAfter ?? 0), undefined, { signal })
      }
    }
  }
  return {
    get,
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

/** Throws `bad-address` or `private-address`. */
function verifyAddress(url: URL, allowPrivate: boolean): void {
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    throw new CtError('bad-address', `${url.href}: a log is asked by https`)
  if (!allowPrivate && isPrivateAddress(url.hostname))
    throw new CtError('private-address', `${url.href}: a private address; not asked`)
}

const lookupPublic: LookupFunction = (host, options, callback) => {
  resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '')
    const open = addresses.filter(({ address }) => !isPrivateAddress(address))
    const [first] = open
    if (first === undefined)
      return callback(new CtError('private-address', `${host}: a private address; not asked`), '')
    if (options.all) return callback(null, open)
    return callback(null, first.address, first.family)
  })
}

function open(
  url: URL,
  agents: { 'http:': PlainAgent; 'https:': TlsAgent },
  timeoutMs: number,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const isTls = url.protocol === 'https:'
  return new Promise((resolve, reject) => {
    const outgoing = (isTls ? requestTls : requestPlain)(url, {
      agent: isTls ? agents['https:'] : agents['http:'],
      timeout: timeoutMs,
      signal,
      headers: { 'accept-encoding': 'gzip, identity', 'user-agent': 'tocsin-ct/0.1.0' },
    })
    outgoing.once('response', resolve)
    outgoing.once('timeout', () =>
      outgoing.destroy(new CtError('network', `${url.href}: no answer in ${timeoutMs} ms`)),
    )
    outgoing.on('error', reject)
    outgoing.end()
  })
}

/** Within one origin alone, so that what was asked of one log is answered by it. */
function redirectOf(
  url: URL,
  { statusCode = 0, headers: { location } }: IncomingMessage,
): URL | null {
  if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) return null
  const target = URL.canParse(location, url.href) ? new URL(location, url) : null
  if (target?.origin === url.origin) return target
  throw new CtError('bad-address', `${url.href} redirects to another place; not followed`)
}

function toFailure(url: URL, cause: unknown): CtError {
  return new CtError('network', `${url.href}: ${reasonOf(cause)}`, { cause })
}

/** The system's name for what went wrong, such as ECONNREFUSED. */
function reasonOf(cause: unknown): string {
  const { code, name, message } = cause as Error & { code?: unknown }
  if (name === 'TimeoutError' || name === 'AbortError') return 'the answer takes too long'
  return typeof code === 'string' ? `no connection (${code})` : message
}
