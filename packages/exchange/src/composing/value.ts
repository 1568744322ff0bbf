/** One value out of a list or a cell: what it is, or why it cannot be taken for what it seems to be. Pure; linear in its length. */
import { isEmail } from '@tocsin/api'
import { domainToASCII, domainToUnicode } from 'node:url'
import { parse as parseDomain } from 'tldts'
import { readAddress } from './address.ts'
import { hiddenInValue, profileOf, refang } from '@tocsin/detect/match'
import type { ValueOptions, ValueReading } from './reading.ts'

const MAX_LENGTH = 2048
const HANDLE = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,99}$/u
const ALGORITHMS = { 32: 'MD5', 40: 'SHA-1', 64: 'SHA-256', 128: 'SHA-512' } as const
/** Top-level names kept for examples and tests (RFC 2606, RFC 6761), which no list of suffixes has. */
const RESERVED = new Set(['example', 'test', 'invalid', 'onion'])

/** Takes one word, however it is quoted or defanged. */
export function readValue(word: string, options: ValueOptions = {}): ValueReading {
  const plain = strip(word)
  if (plain === '') return undefined
  const hidden = hiddenInValue(plain)
  if (hidden) return { fault: hidden }
  if (plain.length > MAX_LENGTH) return { fault: `longer than ${MAX_LENGTH} characters` }
  const text = refang(plain)
  return (
    readHash(text) ??
    readUrl(text) ??
    readAccount(text, options) ??
    readMailbox(text) ??
    readAddress(text) ??
    (options.names ? readName(text, options) : undefined) ??
    readDomain(text) ??
    readSchemeless(text)
  )
}

const QUOTES = new Set('"\'`<>“”‘’«»')

/** Quotes around a word and the punctuation behind it are not part of it. By places, since a pattern at the end would start anew at each quote. */
function strip(word: string): string {
  let end = word.length
  while (end > 0 && ',; \t'.includes(word[end - 1]!)) end--
  if (word[end - 1] === '.' && word[end - 2] !== '[') end--
  let start = 0
  while (start < end && (QUOTES.has(word[start]!) || word[start] === ' ')) start++
  while (end > start && QUOTES.has(word[end - 1]!)) end--
  return word.slice(start, end).trim()
}

function readHash(text: string): ValueReading {
  const digits = text.replace(/^(md5|sha-?(1|256|512))[:=]/i, '')
  if (!/^[0-9a-f]{24,140}$/i.test(digits)) return undefined
  const algorithm = ALGORITHMS[digits.length as keyof typeof ALGORITHMS]
  const named = digits === text ? undefined : text.slice(0, text.length - digits.length - 1)
  if (algorithm && (!named || toName(named) === toName(algorithm)))
    return { value: { kind: 'hash', algorithm, value: digits.toLowerCase() } }
  if (!named && /^\d+$/.test(digits)) return undefined
  return {
    fault: `${digits.length} hexadecimal digits${named ? ` for ${named}` : ''}: MD5 has 32, SHA-1 40, SHA-256 64, SHA-512 128`,
  }
}

function toName(algorithm: string): string {
  return algorithm.replace('-', '').toLowerCase()
}

const SCHEME = /^([a-z][a-z0-9+.-]{1,20}):\/\//i
const TAKEN_SCHEMES = new Set(['http', 'https', 'ftp', 'ftps', 'ws', 'wss'])

function readUrl(text: string): ValueReading {
  const mail = /^mailto:([^?]+)/i.exec(text)?.[1]
  if (mail) return readMailbox(mail)
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase()
  if (!scheme) return undefined
  if (!TAKEN_SCHEMES.has(scheme))
    return { fault: `an address that begins with ${scheme}:// is not one of the web` }
  const url = URL.parse(text)
  if (!url || url.hostname === '')
    return { fault: 'not a valid address of the web: its host cannot be read' }
  if (isWrongPunycode(url.hostname)) return { fault: whyWrong(url.hostname) }
  const profile = profileOf(url)
  if (profile) {
    const value = 'handle' in profile ? profile.handle : profile.userId
    const userId = 'userId' in profile ? { userId: profile.userId } : {}
    return { value: { kind: 'account', platform: profile.platform, value, ...userId } }
  }
  return { value: { kind: 'url', value: inAscii(text, url), ...remarkOn(url) } }
}

/** The address as it was written, its host in small letters and in ASCII as STIX wants it. */
function inAscii(text: string, url: URL): string {
  const start = text.indexOf('://') + 3
  const end = text.slice(start).search(/[/?#]/)
  const rest = end < 0 ? '' : text.slice(start + end)
  const user = url.username ? `${url.username}${url.password ? `:${url.password}` : ''}@` : ''
  return `${url.protocol}//${user}${url.host}${encodeRest(rest)}`
}

/** What is no ASCII in a path goes encoded; the rest stays as it is. */
function encodeRest(rest: string): string {
  // oxlint-disable-next-line no-control-regex -- everything but printable ASCII
  return rest.replaceAll(/[^\u0021-\u007e]+/gu, (part) => encodeURIComponent(part.toWellFormed()))
}

function remarkOn(url: URL): { remark?: string } {
  if (url.username) return { remark: 'it holds the name of a user, perhaps a password' }
  return remarkOnName(url.hostname)
}

function remarkOnName(ascii: string): { remark?: string } {
  if (!/(^|\.)xn--/.test(ascii)) return {}
  return { remark: `looks like ${domainToUnicode(ascii)}` }
}

/** Whether a label says that it is encoded (RFC 3492) and decodes to nothing. */
function isWrongPunycode(ascii: string): boolean {
  return ascii
    .toLowerCase()
    .split('.')
    .some((label) => label.startsWith('xn--') && domainToUnicode(label) === label)
}

function whyWrong(ascii: string): string {
  return `${ascii} begins as an encoded name (xn--) and cannot be decoded`
}

function readAccount(text: string, { platform }: ValueOptions): ValueReading {
  const fediverse = /^@([^@\s]{1,100})@([^@\s]{1,253})$/.exec(text)
  if (fediverse) {
    const host = domainToASCII(fediverse[2]!)
    if (!HANDLE.test(fediverse[1]!) || host === '' || isWrongPunycode(host))
      return { fault: 'no account of the form @name@server' }
    return { value: { kind: 'account', platform: 'mastodon', value: `${fediverse[1]}@${host}` } }
  }
  if (!text.startsWith('@')) return undefined
  const handle = text.slice(1)
  if (!HANDLE.test(handle))
    return { fault: 'begins with @ and is no name that an account can have' }
  return { value: { kind: 'account', value: handle, ...(platform ? { platform } : {}) } }
}

function readName(text: string, { platform }: ValueOptions): ValueReading {
  if (!HANDLE.test(text)) return undefined
  const like = readDomain(text)
  const remark = like && 'value' in like ? { remark: 'could also be a domain' } : {}
  return { value: { kind: 'account', value: text, ...(platform ? { platform } : {}), ...remark } }
}

function readMailbox(text: string): ValueReading {
  const at = text.lastIndexOf('@')
  if (at < 1 || at === text.length - 1 || text.includes('/')) return undefined
  const host = domainToASCII(text.slice(at + 1))
  const address = `${text.slice(0, at)}@${host}`
  if (host === '' || !host.includes('.') || !isEmail(address))
    return { fault: 'looks like a mail address and is none' }
  if (isWrongPunycode(host)) return { fault: whyWrong(host) }
  return { value: { kind: 'email', value: address, ...remarkOnName(host) } }
}

/** A name of hosts below a suffix that there is; a suffix alone is everybody's. */
function readDomain(text: string): ValueReading {
  const port = /^([^:/]+):(\d{1,5})$/.exec(text)
  const name = (port?.[1] ?? text).replace(/\.$/, '')
  if (!/^[^\s/@:?#\\%]+\.[^\s/@:?#\\%.]+$/u.test(name)) return undefined
  const ascii = domainToASCII(name.startsWith('*.') ? name.slice(2) : name)
  if (ascii === '' || !isHostName(ascii)) return undefined
  if (isWrongPunycode(ascii)) return { fault: whyWrong(ascii) }
  const { isIcann, isPrivate, domain, publicSuffix } = parseDomain(ascii, {
    allowPrivateDomains: true,
  })
  const last = ascii.slice(ascii.lastIndexOf('.') + 1)
  if (!isIcann && !isPrivate && !RESERVED.has(last))
    return { fault: `ends in .${last}, which is no top-level domain that is known here` }
  if (domain === null)
    return {
      fault: `${publicSuffix} is a suffix under which anybody can have a name: it would hit them all`,
    }
  const remarks = [
    ...(name.startsWith('*.') ? ['written with *.; the name itself is kept'] : []),
    ...(port ? [`port ${port[2]} is left out`] : []),
    ...Object.values(remarkOnName(ascii)),
  ]
  const remark = remarks.length > 0 ? { remark: remarks.join('; ') } : {}
  return { value: { kind: 'domain', value: ascii, ...remark } }
}

function isHostName(ascii: string): boolean {
  return (
    ascii.length <= 253 &&
    ascii.split('.').every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label))
  )
}

/** `example.org/page` is an address whose scheme was left away. */
function readSchemeless(text: string): ValueReading {
  const host = /^[^\s/@?#]+(?=[/?])/.exec(text)?.[0]
  const found = host === undefined ? undefined : readDomain(host)
  if (!found || !('value' in found)) return undefined
  const read = readUrl(`https://${text}`)
  if (!read || !('value' in read) || read.value.kind === 'account') return read
  const remark = ['written without http or https; https is assumed', read.value.remark]
  return { value: { ...read.value, remark: remark.filter(Boolean).join('; ') } }
}
