/** Which way a mail came, and what servers on it say they checked: of both only what the own side's server wrote can be relied on. Pure. */
import { isIP } from 'node:net'
import type { Field } from './fields.ts'

/** One `Received` line, the newest first. */
export type Hop = {
  readonly by: string
  readonly from: string
  /** The address that handed it over, as the line says. */
  readonly address?: string
  /** Written by a server of the own side, with none of another's above it. */
  readonly isOwn: boolean
}

/** What a server says it checked (RFC 8601). */
export type Stated = {
  readonly by: string
  readonly isOwn: boolean
  readonly results: readonly {
    readonly method: string
    readonly result: string
    readonly domain?: string
  }[]
}

export type Way = {
  readonly hops: readonly Hop[]
  readonly stated: readonly Stated[]
  /** Lines of either kind beyond those kept. */
  readonly more: number
}

const MOST = 60

/**
 * Reads them off the head. `own`: names of the servers of the own side, each standing for those below it. A line is the own side's
 * where it stands above everything that a stranger's server could have put there: whoever sends a mail writes what they like below.
 */
export function readWay(fields: readonly Field[], own: readonly string[]): Way {
  const hops: Hop[] = []
  const stated: Stated[] = []
  let isOwn = own.length > 0
  let more = 0
  // Below the first own line either the own server wrote, or the sender did: of such the topmost counts, for servers take out what
  // bears their own name (RFC 8601, 5).
  let isBelowOwn = false
  let hasCounted = false
  for (const { key, value } of fields) {
    if (key === 'received') {
      const hop = readHop(value)
      isOwn &&= isBelow(hop.by, own)
      isBelowOwn ||= isOwn
      if (hops.length < MOST) hops.push({ ...hop, isOwn })
      else more++
    } else if (key === 'authentication-results') {
      const read = readStated(value)
      const counts: boolean = isOwn && isBelow(read.by, own) && !(isBelowOwn && hasCounted)
      hasCounted ||= counts
      if (stated.length < MOST) stated.push({ ...read, isOwn: counts })
      else more++
    }
  }
  // With no line of the own side at all nobody knows who wrote them.
  const isKnown = hops.some((hop) => hop.isOwn)
  return { hops, stated: isKnown ? stated : stated.map((one) => ({ ...one, isOwn: false })), more }
}

export function isBelow(name: string, own: readonly string[]): boolean {
  const host = name.toLowerCase().replace(/\.$/, '')
  return own.some((one) => host === one || host.endsWith(`.${one}`))
}

function readHop(value: string): Omit<Hop, 'isOwn'> {
  const cut = value.slice(0, 4096)
  const by = /(?:^|\s)by\s+([^\s;()]{1,255})/i.exec(cut)?.[1] ?? ''
  const from = /(?:^|\s)from\s+([^\s;()]{1,255})/i.exec(cut)?.[1] ?? ''
  const said = cut.slice(0, Math.max(cut.search(/\sby\s/i), 0)) || cut
  const address = [...said.matchAll(/[[(](?:IPv6:)?([0-9a-f.:]{2,45})[\])]/gi)]
    .map(([, one]) => one!)
    .find((one) => isIP(one) !== 0)
  return { by, from, ...(address === undefined ? {} : { address }) }
}

const METHOD = /^\s*(spf|dkim|dmarc|arc|dara|compauth|dkim-adsp|iprev)\s*=\s*([a-z]{1,20})/i
const PROPERTY = /(?:header\.(?:d|i|from)|smtp\.(?:mailfrom|helo))\s*=\s*"?@?([^\s;"]{1,255})/i

export function readStated(value: string): Omit<Stated, 'isOwn'> {
  // Remarks in brackets say nothing that is counted.
  const plain = value.slice(0, 8192).replace(/\([^()]{0,2000}\)/g, ' ')
  const [by = '', ...parts] = plain.split(';')
  const results = parts.flatMap((part) => {
    const [, method, result] = METHOD.exec(part) ?? []
    if (method === undefined) return []
    const domain = PROPERTY.exec(part)?.[1]?.replace(/^.*@/, '').toLowerCase()
    return [
      {
        method: method.toLowerCase(),
        result: result!.toLowerCase(),
        ...(domain ? { domain } : {}),
      },
    ]
  })
  return { by: by.trim().split(/\s/)[0]!.toLowerCase(), results: results.slice(0, 20) }
}
