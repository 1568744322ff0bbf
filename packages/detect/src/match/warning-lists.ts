/** What everybody uses, or nobody outside can: indicators of such things hit without meaning anything. Pure. */
import { parse as parseDomain } from 'tldts'
import { parseAddress } from './address.ts'
import type { Value } from './read-value.ts'
import { isPlatformHost } from './platforms.ts'

type List = {
  readonly name: string
  readonly has: (value: Value, host: string | undefined) => boolean
}

const LISTS: readonly List[] = [
  {
    name: 'addresses that are private, reserved or of no single machine (IANA registries)',
    has: ({ kind, value }, host) => {
      const address = kind === 'ipv4' || kind === 'ipv6' ? value : host
      return address !== undefined && isSpecial(address)
    },
  },
  {
    name: 'names of platforms that everybody uses',
    has: ({ kind }, host) => kind === 'domain' && host !== undefined && isPlatformHost(host),
  },
  {
    name: 'names below a shared host, where others have theirs too (private part of the Public Suffix List)',
    has: (_, host) =>
      host !== undefined && parseDomain(host, { allowPrivateDomains: true }).isPrivate === true,
  },
  {
    name: 'names of governments (.gov, .mil and their like)',
    has: (_, host) => host !== undefined && isGovernmentName(host),
  },
  {
    name: 'names reserved for examples and tests (RFC 2606)',
    has: (_, host) =>
      host !== undefined &&
      /(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org))$/.test(host),
  },
  {
    name: 'public resolvers of names, which countless machines ask',
    has: ({ kind, value }, host) =>
      kind === 'ipv4' || kind === 'ipv6'
        ? RESOLVERS.has(value)
        : host !== undefined && (RESOLVERS.has(host) || RESOLVER_NAMES.test(host)),
  },
  {
    name: 'names of shared delivery, whose files are of countless owners',
    has: (_, host) => host !== undefined && SHARED.test(host),
  },
  {
    name: 'providers where anybody has mailboxes',
    has: ({ kind }, host) => kind === 'domain' && host !== undefined && MAILBOXES.test(host),
  },
]

/** A list of our own, short on purpose: what their operators publish as addresses of their resolvers. */
const RESOLVERS = new Set([
  '1.1.1.1',
  '1.0.0.1',
  '2606:4700:4700::1111',
  '2606:4700:4700::1001',
  '8.8.8.8',
  '8.8.4.4',
  '2001:4860:4860::8888',
  '2001:4860:4860::8844',
  '9.9.9.9',
  '149.112.112.112',
  '2620:fe::fe',
  '2620:fe::9',
  '208.67.222.222',
  '208.67.220.220',
  '94.140.14.14',
  '94.140.15.15',
])
const RESOLVER_NAMES =
  /^(?:one\.one\.one\.one|dns\.google|dns\.google\.com|dns\.quad9\.net|cloudflare-dns\.com|doh\.opendns\.com)$/
/** Hosts at which one name serves what many owners put there; the whole host, not a page of it. */
const SHARED =
  /(?:^|\.)(?:jsdelivr\.net|unpkg\.com|cdnjs\.cloudflare\.com|ajax\.googleapis\.com|fonts\.googleapis\.com|fonts\.gstatic\.com|raw\.githubusercontent\.com|storage\.googleapis\.com|docs\.google\.com|drive\.google\.com|dropbox\.com|dropboxusercontent\.com)$/
const MAILBOXES =
  /^(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|aol|proton|protonmail|gmx|zoho)\.com$|^(?:web\.de|gmx\.(?:de|net)|proton\.me|mail\.ru|yandex\.ru)$/

/** Said beside the lists, so that nobody takes silence for a clean bill. */
export const ABSENT_WARNINGS =
  'the most visited sites of the web are not known here: no ranking comes along'

/** The lists on which an indicator stands, by their numbers in `WARNING_LISTS`. */
export function warningsOf(value: Value): number[] {
  const host = hostOf(value)
  return LISTS.flatMap(({ has }, i) => (has(value, host) ? [i] : []))
}

export const WARNING_LISTS: readonly string[] = LISTS.map(({ name }) => name)

function hostOf({ kind, value }: Value): string | undefined {
  if (kind === 'domain') return value
  if (kind === 'email') return value.slice(value.lastIndexOf('@') + 1)
  if (kind !== 'url') return undefined
  return /^[^:]+:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:]+)/.exec(value)?.[1]?.replace(/^\[(.*)\]$/, '$1')
}

/** Most names are let go by it before their suffix is looked up. */
const MAYBE_GOVERNMENT =
  /(?:^|\.)(?:gov|mil|gouv|gob|govt|gc)(?:\.|$)|\.us$|\.int$|(?:^|\.)europa\.eu$/

/** Whether a host is a government's: below .gov, .mil and their like, or a state's or town's below .us. */
export function isGovernmentName(host: string): boolean {
  if (!MAYBE_GOVERNMENT.test(host)) return false
  const { publicSuffix } = parseDomain(host)
  const labels = (publicSuffix ?? '').split('.')
  if (['gov', 'mil', 'gouv', 'gob', 'govt', 'gc'].includes(labels[0]!)) return true
  if (/(^|\.)(europa\.eu|int)$/.test(host)) return true
  return /(^|\.)(state|co|ci|city|county|town|vil|village|k12|lib)\.([a-z0-9-]+\.)?[a-z]{2}\.us$|(^|\.)[a-z]{2}\.us$/.test(
    host,
  )
}

/** First bytes and widths of IPv4 blocks of the IANA registry of special addresses, and what is no single machine's. */
const SPECIAL: readonly (readonly [address: number, width: number])[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
].map((block) => {
  const [address = '', width] = block.split('/')
  return [toNumber(parseAddress(address)!), Number(width)]
})

function toNumber(bytes: Uint8Array): number {
  return ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0
}

function isSpecial(text: string): boolean {
  const bytes = parseAddress(text.split('/')[0]!)
  if (bytes === null) return false
  if (bytes.length === 4) {
    const address = toNumber(bytes)
    return SPECIAL.some(([block, width]) => address >>> (32 - width) === block >>> (32 - width))
  }
  // What is given out to networks begins with 001 (RFC 4291, 2.4), but for documentation (RFC 3849).
  const isDocumentation =
    bytes[0] === 0x20 && bytes[1] === 0x01 && bytes[2] === 0x0d && bytes[3] === 0xb8
  return bytes[0]! >> 5 !== 1 || isDocumentation
}
