/** Lists that what is composed is held against, so that nobody sends out by mistake what everybody uses or what is their own. Pure. */
import type { ComposedItem } from '@tocsin/api'
import ipaddr from 'ipaddr.js'
import { parse as parseDomain } from 'tldts'
import { isGovernmentName, isPlatformHost } from '@tocsin/detect/match'

export type Warning = { list: string; what: string; values: string[] }
/** Mail domains by what they are known as: of the own member, or of so many offices. */
export type MailDomains = ReadonlyMap<string, string>

/** Lists that are not there, so that nobody takes silence for a clean bill. */
export const ABSENT = [
  'the most visited sites of the web: no ranking comes with this exchange',
  'verified accounts of your own and of offices: the exchange holds no list of accounts',
  'web sites of offices: the exchange holds their mail addresses only',
]

type Look = { host: string | undefined; item: ComposedItem }
type List = { list: string; what: string; has: (look: Look) => boolean }

const LISTS: readonly List[] = [
  {
    list: 'government-names',
    what: 'Names of governments (.gov, .mil and their like, state and local names below .us)',
    has: ({ host }) => host !== undefined && isGovernmentName(host),
  },
  {
    list: 'shared-hosting',
    what: 'Names below a shared host, where others have theirs too (private part of the Public Suffix List)',
    has: ({ host, item }) =>
      host !== undefined &&
      item.kind !== 'account' &&
      parseDomain(host, { allowPrivateDomains: true }).isPrivate === true,
  },
  {
    list: 'platforms',
    what: 'Names of platforms that everybody uses',
    has: ({ host, item }) => host !== undefined && item.kind === 'domain' && isPlatformHost(host),
  },
  {
    list: 'private-addresses',
    what: 'Addresses that are private, reserved or of no single machine (IANA registries)',
    has: ({ host, item }) => {
      const { kind, value } = item
      const address = kind === 'ipv4' || kind === 'ipv6' ? value : addressOf(host)
      return address !== undefined && !isPublic(address)
    },
  },
  {
    list: 'reserved-names',
    what: 'Names reserved for examples and tests (RFC 2606)',
    has: ({ host }) =>
      host !== undefined &&
      /(^|\.)(example|test|invalid|localhost|example\.(com|net|org))$/.test(host),
  },
]

/** The lists on which some of the items stand, each with those items' values. */
export function findWarnings(items: readonly ComposedItem[], mailDomains: MailDomains): Warning[] {
  const looks = items.map(plain).map((item) => ({ item, host: hostOf(item) }))
  const warnings = LISTS.map(({ list, what, has }) => ({
    list,
    what,
    values: looks.filter(has).map(({ item }) => item.value),
  }))
  const own = new Map<string, string[]>()
  for (const { host, item } of looks) {
    const whose = host === undefined ? undefined : mailDomains.get(host)
    if (whose) own.set(whose, [...(own.get(whose) ?? []), item.value])
  }
  const hit = [...own].map(([what, values]) => ({ list: 'own-mail', what, values }))
  return [...hit, ...warnings].filter(({ values }) => values.length > 0)
}

const KINDS: ReadonlyMap<unknown, ComposedItem['kind']> = new Map([
  ['domain-name', 'domain'],
  ['url', 'url'],
  ['ipv4-addr', 'ipv4'],
  ['ipv6-addr', 'ipv6'],
  ['email-addr', 'email'],
])

/** An observable that was given as STIX is held against the lists as any other. */
function plain(item: ComposedItem): ComposedItem {
  const { type, value } = (item.object ?? {}) as { type?: unknown; value?: unknown }
  const kind = KINDS.get(type)
  return kind && typeof value === 'string' ? { row: item.row, kind, value } : item
}

function hostOf({ kind, value }: ComposedItem): string | undefined {
  if (kind === 'domain') return value.toLowerCase()
  if (kind === 'email') return value.slice(value.lastIndexOf('@') + 1).toLowerCase()
  return kind === 'url' ? (URL.parse(value)?.hostname ?? undefined) : undefined
}

/** The address that a host is, where it is no name. */
function addressOf(host: string | undefined): string | undefined {
  const bare = host?.replace(/^\[(.*)\]$/, '$1')
  return bare !== undefined && ipaddr.isValid(bare) ? bare : undefined
}

function isPublic(text: string): boolean {
  const [address] = text.split('/')
  try {
    return ipaddr.parse(address!).range() === 'unicast'
  } catch {
    // A block given as STIX may be written in a form that the library does not know; the validator judged it.
    return true
  }
}
