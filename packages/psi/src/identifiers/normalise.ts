import { domainToASCII } from 'node:url'
import { isIPv6 } from 'node:net'
import type { IdentifierKind } from './kinds.ts'

/** What a text is as an identifier of a kind, or why it is none. */
export type Normalised = { readonly value: string } | { readonly fault: string }

const MAX_LENGTH = 2048
/** Handles that a platform takes for one another: capitals everywhere; dots where mail to them arrives all the same. */
const FOLDS: { readonly [platform: string]: (handle: string) => string } = {
  telegram: (handle) => handle.replace(/^(?:https?:\/\/)?t\.me\//, ''),
  twitter: withoutTwitter,
  x: withoutTwitter,
  instagram: (handle) => handle.replace(/^(?:https?:\/\/)?(?:www\.)?instagram\.com\//, ''),
  tiktok: (handle) => handle.replace(/^(?:https?:\/\/)?(?:www\.)?tiktok\.com\//, ''),
  youtube: (handle) => handle.replace(/^(?:https?:\/\/)?(?:www\.)?youtube\.com\//, ''),
}
function withoutTwitter(handle: string): string {
  return handle.replace(/^(?:https?:\/\/)?(?:www\.)?(?:twitter|x)\.com\//, '')
}

/** Platforms whose mailboxes ignore dots, or everything after a plus. */
const DOTLESS = new Set(['gmail.com', 'googlemail.com'])

/**
 * One spelling for an identifier, so that both sides hash the same bytes: domain in lower case A-labels without a last dot, URL without
 * fragment, default port and capitals of its host, its escapes in capitals and those of unreserved signs undone (RFC 3986, 6.2.2), IPv4
 * and IPv6 (RFC 5952), e-mail in lower case (dots and `+tag` dropped where the provider drops them), telephone in E.164, handle in
 * lower case without `@`, account numbers without leading noughts, hashes in lower case hex. What was defanged (`[.]`, `[@]`, `hxxp`) is
 * read. Both sides must normalise by the same version of this, as by the same lists.
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
  ipv6: (text) => readIpv6(refang(text)),
  email: readEmail,
  phone: readPhone,
  handle: readHandle,
  account: (text) => (/^\d{1,39}$/.test(text) ? text.replace(/^0+(?=\d)/, '') : readOpaque(text)),
  sha256: (text) => (/^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : undefined),
}

/** A dot, a colon or an at sign in brackets, by its sign or its word. */
const BRACKETED = /\[(\.|dot|:|@|at)\]|\((\.|dot|@|at)\)|\{(\.|dot|@|at)\}/gi
const SIGNS: { readonly [word: string]: string } = { dot: '.', at: '@' }

function refang(text: string): string {
  return text
    .replace(BRACKETED, (written) => {
      const inner = written.slice(1, -1).toLowerCase()
      return SIGNS[inner] ?? inner
    })
    .replace(/^hxxp/i, 'http')
}

function readDomain(text: string): string | undefined {
  const ascii = domainToASCII(refang(text).replace(/\.$/, ''))
  const isName = /^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?!\d+$)[a-z0-9-]{2,63}$/
  return isName.test(ascii) ? ascii : undefined
}

function readUrl(text: string): string | undefined {
  const live = refang(text)
  const url = URL.canParse(live) ? new URL(live) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  url.hash = ''
  url.hostname = url.hostname.replace(/\.+$/, '')
  const href = withOneEscape(url.href)
  return href.length <= MAX_LENGTH ? href : undefined
}

/** Escapes as RFC 3986, 6.2.2 has them; one behind a `%` that is none stays, since undone it would make another. */
function withOneEscape(href: string): string {
  return href.replace(/(%[0-9a-f]?)?%([0-9a-f]{2})/gi, (written, stray: string | undefined) => {
    const sign = String.fromCharCode(Number.parseInt(written.slice(-2), 16))
    if (stray === undefined && /[a-z0-9._~-]/i.test(sign)) return sign
    return `${stray ?? ''}%${written.slice(-2).toUpperCase()}`
  })
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
  const live = refang(text).replace(/^mailto:/i, '')
  const at = live.lastIndexOf('@')
  const local = live.slice(0, at).toLowerCase().normalize('NFC')
  const domain = readDomain(live.slice(at + 1))
  if (at < 1 || !domain || !/^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~.-]{1,64}$/u.test(local))
    return undefined
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
