import { domainToASCII } from 'node:url'
import { isIPv6 } from 'node:net'
import type { IdentifierKind } from './kinds.ts'

/** What a text is as an identifier of a kind, or why it is none. */
export type Normalised = { readonly value: string } | { readonly fault: string }

const MAX_LENGTH = 2048
/** Handles that a platform takes for one another: capitals everywhere; dots where mail to them arrives all the same. */
const FOLDS: { readonly [platform: string]: (handle: string) => string } = {
  telegram: (handle) => handle.replace(/^(?:https?:\/\/)?t\.me\//, ''),
  x: (handle) => handle.replace(/^(?:https?:\/\/)?(?:www\.)?(?:twitter|x)\.com\//, ''),
  instagram: (handle) => handle.replace(/^(?:https?:\/\/)?(?:www\.)?instagram\.com\//, ''),
  tiktok: (handle) => handle.replace(/^(?:https?:\/\/)?(?:www\.)?tiktok\.com\//, ''),
  youtube: (handle) => handle.replace(/^(?:https?:\/\/)?(?:www\.)?youtube\.com\//, ''),
}
/** Platforms whose mailboxes ignore dots, or everything after a plus. */
const DOTLESS = new Set(['gmail.com', 'googlemail.com'])

/**
 * One spelling for an identifier, so that both sides hash the same bytes: domain in lower case A-labels without a last dot, URL without
 * fragment, default port and capitals of its host, IPv4 and IPv6 (RFC 5952), e-mail in lower case (dots and `+tag` dropped where the
 * provider drops them), telephone in E.164, handle in lower case without `@`, account numbers without leading noughts, hashes in
 * lower case hex. Defanged dots (`[.]`, `hxxp`) are read. Both sides must normalise by the same version of this, as by the same lists.
 */
export function normalise(text: string, kind: IdentifierKind, platform = ''): Normalised {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return { fault: 'is empty' }
  if (plain.length > MAX_LENGTH) return { fault: `is longer than ${MAX_LENGTH} characters` }
  const value = READ[kind](plain, platform)
  return value === undefined ? { fault: `is no ${kind}` } : { value }
}

const READ: {
  readonly [kind in IdentifierKind]: (text: string, platform: string) => string | undefined
} = {
  domain: readDomain,
  url: readUrl,
  ipv4: (text) => readIpv4(refang(text)),
  ipv6: readIpv6,
  email: readEmail,
  phone: readPhone,
  handle: readHandle,
  account: (text) => (/^\d{1,39}$/.test(text) ? text.replace(/^0+(?=\d)/, '') : readOpaque(text)),
  sha256: (text) => (/^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : undefined),
}

function refang(text: string): string {
  return text
    .replace(/\[\.\]|\(\.\)|\[dot\]/gi, '.')
    .replace(/^hxxp/i, 'http')
    .replace('[:]', ':')
}

function readDomain(text: string): string | undefined {
  const ascii = domainToASCII(refang(text).replace(/\.$/, ''))
  const isName = /^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?!\d+$)[a-z0-9-]{2,63}$/
  return isName.test(ascii) ? ascii : undefined
}

function readUrl(text: string): string | undefined {
  const url = URL.parse(refang(text))
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  url.hash = ''
  url.hostname = url.hostname.replace(/\.$/, '')
  return url.href.length <= MAX_LENGTH ? url.href : undefined
}

function readIpv4(text: string): string | undefined {
  const octets = text.split('.')
  const isOne =
    octets.length === 4 && octets.every((one) => /^(0|[1-9]\d{0,2})$/.test(one) && +one < 256)
  return isOne ? text : undefined
}

function readIpv6(text: string): string | undefined {
  // A URL parser writes the one form of RFC 5952, but for IPv4 at its end, which it writes as numbers.
  const plain = text.replace(/^\[|\]$/g, '')
  return isIPv6(plain) && !plain.includes('%')
    ? new URL(`http://[${plain}]`).hostname.slice(1, -1)
    : undefined
}

function readEmail(text: string): string | undefined {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at).toLowerCase()
  const domain = readDomain(text.slice(at + 1))
  if (at < 1 || !domain || !/^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/.test(local)) return undefined
  const bare = DOTLESS.has(domain) ? local.replace(/\+.*$/, '').replaceAll('.', '') : local
  return bare === '' ? undefined : `${bare}@${domain === 'googlemail.com' ? 'gmail.com' : domain}`
}

function readPhone(text: string): string | undefined {
  const digits = text
    .replace(/^tel:/i, '')
    .replace(/[\s().\-/]/g, '')
    .replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined
}

function readHandle(text: string, platform: string): string | undefined {
  const fold = Object.hasOwn(FOLDS, platform) ? FOLDS[platform]! : (handle: string) => handle
  const handle = fold(text.toLowerCase()).replace(/^@/, '').replace(/\/$/, '')
  return readOpaque(handle)
}

/** A name of the platform's own: one word that can be seen. */
function readOpaque(text: string): string | undefined {
  return /^[\p{L}\p{N}\p{M}._:@+~-]{1,200}$/u.test(text) ? text : undefined
}

/** A list read: each identifier once, in its order; what is none or stands twice is counted, and the first faults are named. */
export type ReadList = {
  readonly values: string[]
  readonly twice: number
  readonly faulty: number
  /** At most twenty, with their line from 1. */
  readonly faults: readonly { readonly line: number; readonly fault: string }[]
}

/** Reads a list, an identifier a line; empty lines and lines that begin with `#` are none. */
export function readList(lines: Iterable<string>, kind: IdentifierKind, platform = ''): ReadList {
  const seen = new Set<string>()
  const faults: { line: number; fault: string }[] = []
  let twice = 0
  let faulty = 0
  let line = 0
  for (const text of lines) {
    line++
    if (text.trim() === '' || text.startsWith('#')) continue
    const read = normalise(text, kind, platform)
    if ('fault' in read) {
      faulty++
      if (faults.length < 20) faults.push({ line, fault: read.fault })
    } else if (seen.has(read.value)) twice++
    else seen.add(read.value)
  }
  return { values: [...seen], twice, faulty, faults }
}
