/** A host name taken apart: its labels, its public suffix, and what it looks like in plain letters. */
import { domainToASCII, domainToUnicode } from 'node:url'
import { getPublicSuffix } from 'tldts'
import { toPlain } from './glyphs.ts'

const LONGEST = 253
const LONGEST_LABEL = 63
/** Of an address that are looked at. */
const MOST_LETTERS = 1024

export type HostName = {
  /** As it is written in the DNS: small letters, without a dot at its end. */
  readonly name: string
  /** Labels before the public suffix, as people see them (punycode decoded), outermost last. */
  readonly labels: readonly string[]
  /** The same in the plain letters that they look like. */
  readonly plain: readonly string[]
  /** The public suffix, private ones such as those of hosting included. */
  readonly suffix: string
  /** Whether the label before the suffix is somebody's page at a shared host. */
  readonly isHosted: boolean
}

/** Takes a line of a list of names apart: a name, one of a certificate (`*.`), or an address with its scheme. Null where it is no name. */
export function parseName(line: string): HostName | null {
  const written = hostOf(line)
  if (written === null) return null
  // Where it cannot be, as with letters that no name may have, it stays as it is written.
  const name = isAscii(written) ? written : domainToASCII(written) || written
  const suffix = getPublicSuffix(name, SUFFIXES)
  if (suffix === null || suffix === '' || suffix.length >= name.length) return null
  const before = name.slice(0, name.length - suffix.length - 1)
  const labels = before.split('.')
  if (!isEncoded(before)) return { name, labels, plain: labels, suffix, isHosted: isHost(suffix) }
  const seen = labels.map((label) =>
    label.startsWith('xn--') ? domainToUnicode(label) || label : label,
  )
  return { name, labels: seen, plain: seen.map(toPlain), suffix, isHosted: isHost(suffix) }
}

/** Whether the name or one above it, down to the registrable one, is in `names`. */
export function isUnder({ name, suffix }: HostName, names: ReadonlySet<string>): boolean {
  for (let at = 0; at < name.length - suffix.length;) {
    if (names.has(at === 0 ? name : name.slice(at))) return true
    at = name.indexOf('.', at) + 1
  }
  return false
}

const SUFFIXES = { extractHostname: false, validateHostname: false, allowPrivateDomains: true }
const USUAL = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/

function hostOf(line: string): string | null {
  const usual = line.length <= LONGEST && USUAL.test(line)
  const text = usual ? line : clean(line)
  if (text === '' || text.length > LONGEST) return null
  if (!usual && !/^[\p{L}\p{N}\p{M}_-]+(?:\.[\p{L}\p{N}\p{M}_-]+)+$/u.test(text)) return null
  let start = 0
  for (let at = text.indexOf('.'); ; at = text.indexOf('.', start)) {
    if ((at < 0 ? text.length : at) - start > LONGEST_LABEL) return null
    if (at < 0) return text
    start = at + 1
  }
}

function clean(line: string): string {
  // A host stands within the first letters of whatever it is written in; the rest is not looked at.
  return line
    .slice(0, MOST_LETTERS)
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[/?#:].*$/s, '')
    .replaceAll('[.]', '.')
    .replace(/^(?:\*\.)+/, '')
    .replaceAll(/[。．｡]/g, '.')
    .replace(/\.+$/, '')
}

function isEncoded(text: string): boolean {
  return text.includes('xn--') || !isAscii(text)
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7e) return false
  return true
}

/** Suffixes of two labels that countries have beside those of hosts; everything else with a dot is looked up. */
const hosts = new Map<string, boolean>()
function isHost(suffix: string): boolean {
  if (!suffix.includes('.')) return false
  let host = hosts.get(suffix)
  if (host === undefined) {
    host = getPublicSuffix(`a.${suffix}`, { ...SUFFIXES, allowPrivateDomains: false }) !== suffix
    hosts.set(suffix, host)
  }
  return host
}
