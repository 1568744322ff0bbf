/** One word of a list of indicators: what it names, or why it cannot be one. Pure; linear in its length. */
import { domainToASCII } from 'node:url'
import { parse as parseDomain } from 'tldts'
import { parseAddress, printAddress, toSpan } from './address.ts'
import type { ValueKind } from './key.ts'
import { mailboxForm } from './mailbox.ts'
import { platformOf } from './platforms.ts'
import { refang } from './refang.ts'
import { hiddenInValue } from './unseen.ts'
import { LONGEST_URL, toUrlKey } from './url-key.ts'

export type Value = {
  readonly kind: ValueKind
  /** In the form that it is compared in. */
  readonly value: string
  /** Of an account. */
  readonly platform?: string
  /** Of an address of the web that was written without one: whether it stands for both of http and https. */
  readonly isSchemeless?: boolean
}

/** A value, why a word is none though it looks like one, or undefined for a word that is nothing of the kind. */
export type ValueReading = { readonly value: Value } | { readonly fault: string } | undefined

const MAX_LENGTH = LONGEST_URL
/** A block wider than this holds whole regions of the net. */
const WIDEST = { ipv4: 8, ipv6: 19 } as const
/** Top-level names kept for examples and tests (RFC 2606, RFC 6761), which no list of suffixes has. */
const RESERVED = new Set(['example', 'test', 'invalid', 'onion', 'local', 'internal', 'arpa'])

/** Takes one word, however it is defanged or quoted; `platform` is whose the accounts without one are. */
export function readValue(word: string, platform?: string): ValueReading {
  const plain = word.replace(/^["'`<]+|["'`>,;]+$/g, '').trim()
  if (plain === '') return { fault: 'the name is empty' }
  const hidden = hiddenInValue(plain)
  if (hidden) return { fault: hidden }
  if (plain.length > MAX_LENGTH) return { fault: `longer than ${MAX_LENGTH} characters` }
  const text = refang(plain)
  return (
    readHash(text) ??
    readUrl(text) ??
    readAccount(text, platform) ??
    readMailbox(text) ??
    readBlock(text) ??
    readDomain(text) ??
    readSchemeless(text)
  )
}

function readHash(text: string): ValueReading {
  const digits = text.replace(/^(?:md5|sha-?(?:1|256|512))[:=]/i, '')
  if (!/^[0-9a-f]{24,140}$/i.test(digits)) return undefined
  if ([32, 40, 64, 128].includes(digits.length))
    return { value: { kind: 'hash', value: digits.toLowerCase() } }
  return {
    fault: `${digits.length} hexadecimal digits: MD5 has 32, SHA-1 40, SHA-256 64, SHA-512 128`,
  }
}

function readUrl(text: string): ValueReading {
  const scheme = /^([a-z][a-z0-9+.-]{0,19}):\/\//i.exec(text)
  if (!scheme) return undefined
  const key = toUrlKey(text)
  if (key === null) return { fault: 'an address of the web without a host' }
  const host = /^[a-z0-9+.-]+:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(text)?.[1] ?? ''
  const bare = host.startsWith('[') ? host.slice(1, -1) : host
  if (parseAddress(bare) === null && toHostName(bare) === null)
    return { fault: `its host ${host.slice(0, 80)} is neither a name nor an address` }
  return { value: { kind: 'url', value: Buffer.from(key).toString() } }
}

const HANDLE = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,99}$/u

function readAccount(text: string, platform: string | undefined): ValueReading {
  const named = /^([a-z /.()]{1,20})[:=]\s*@?([^\s@:/]{1,100})$/i.exec(text)
  const known = named && platformOf(named[1]!.trim())
  if (known && HANDLE.test(named[2]!) && isName(named[1]!))
    return { value: { kind: 'account', value: named[2]!.toLowerCase(), platform: known } }
  if (!text.startsWith('@')) return undefined
  const handle = text.slice(1)
  if (!HANDLE.test(handle))
    return { fault: 'begins with @ and is no name that an account can have' }
  if (platform === undefined) return { fault: 'an account without its platform' }
  return { value: { kind: 'account', value: handle.toLowerCase(), platform } }
}

/** A word such as `Telegram`, not `example.org` before a port. */
const isName = (word: string) => !/[./]/.test(word.trim())

function readMailbox(word: string): ValueReading {
  const text = word.replace(/^mailto:/i, '')
  const at = text.lastIndexOf('@')
  if (at < 1 || text.includes('/') || /\s/.test(text)) return undefined
  const host = toHostName(text.slice(at + 1))
  if (host === null || !host.includes('.') || Buffer.byteLength(text.slice(0, at)) > 64)
    return { fault: 'looks like a mail address and is none' }
  return { value: { kind: 'email', value: mailboxForm(`${text.slice(0, at)}@${host}`) } }
}

function readBlock(text: string): ValueReading {
  const found = /^\[?([0-9a-f:.]+)\]?(?:\/(\d{1,3}))?$/i.exec(text)
  if (!found || !/[.:]/.test(found[1]!)) return undefined
  const bare = found[1]!.replace(/^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/, '$1')
  const bytes = parseAddress(bare)
  if (bytes === null)
    return /^\d{1,10}(?:\.\d{1,10}){3}$/.test(bare)
      ? {
          fault:
            'looks like an IPv4 address and is none: four numbers from 0 to 255 without leading zeros',
        }
      : undefined
  const kind = bytes.length === 4 ? 'ipv4' : 'ipv6'
  const whole = bytes.length * 8
  if (found[2] === undefined || Number(found[2]) === whole)
    return { value: { kind, value: printAddress(bytes) } }
  const width = Number(found[2])
  if (width > whole) return { fault: `/${width} is no length of a block: 0 to ${whole}` }
  if (width < WIDEST[kind])
    return {
      fault: `/${width} would hit a large part of the whole net: /${WIDEST[kind]} is the widest block taken`,
    }
  return { value: { kind, value: `${printAddress(toSpan(bytes, width).subarray(1))}/${width}` } }
}

/** A name of hosts below a suffix that there is; a suffix alone is everybody's. */
function readDomain(text: string): ValueReading {
  const bare = text
    .replace(/^\|\||\^$/g, '')
    .replace(/^\*\.|^\./, '')
    .replace(/:\d{1,5}$/, '')
  if (/[/@?#\\%:\s]/.test(bare) || bare === '') return undefined
  const ascii = toHostName(bare)
  if (ascii === null) return undefined
  const why = whyTooWide(ascii)
  return why === null ? { value: { kind: 'domain', value: ascii } } : { fault: why }
}

/** Why a name would hit what is everybody's; null where it is somebody's. */
function whyTooWide(ascii: string): string | null {
  const { domain, publicSuffix } = parseDomain(ascii, TAKEN)
  if (!hasKnownSuffix(ascii))
    return ascii.includes('.')
      ? `ends in .${ascii.slice(ascii.lastIndexOf('.') + 1)}, which is no top-level domain that is known here`
      : 'a word alone, which is no name of hosts that is anybody’s'
  if (domain === null)
    return `${publicSuffix ?? ascii} is a suffix under which anybody can have a name: it would hit them all`
  return null
}

/** Whether a name of hosts ends in a suffix that there is, or in one kept for examples and inner networks. */
export function hasKnownSuffix(ascii: string): boolean {
  const { isIcann, isPrivate } = parseDomain(ascii, TAKEN)
  if (isIcann === true || isPrivate === true) return true
  return RESERVED.has(ascii.slice(ascii.lastIndexOf('.') + 1))
}

const TAKEN = { allowPrivateDomains: true, extractHostname: false, validateHostname: false }
const USUAL =
  /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/

/** The name as the DNS has it: small letters, ASCII, no dot at its end; null where it is none. */
export function toHostName(text: string): string | null {
  const bare = text.endsWith('.') ? text.slice(0, -1) : text
  const lower = bare.toLowerCase()
  // oxlint-disable-next-line no-control-regex -- everything beyond ASCII
  const ascii = /^[\u0000-\u007f]*$/.test(lower) ? lower : domainToASCII(lower)
  return ascii.length <= 253 && USUAL.test(ascii) ? ascii : null
}

/** `example.org/page`: an address of the web whose scheme was left out. */
function readSchemeless(text: string): ValueReading {
  const host = /^[^\s/@?#]+(?=[/?])/.exec(text)?.[0]
  if (host === undefined) return undefined
  const found = readDomain(host) ?? readBlock(host)
  if (!found) return undefined
  if ('fault' in found) return found
  const read = readUrl(`http://${text}`)
  return read && 'value' in read ? { value: { ...read.value, isSchemeless: true } } : read
}
