/**
 * Addresses of the web in one form (RFC 3986, 6.2.2): scheme and host in small letters, the port left out where it is the
 * scheme's own, an empty path as `/`, escapes in capitals and those of unreserved characters undone, the part behind `#`
 * left out. Names of users, the order of a query and dots in a path stay as they are.
 */
import { FOLD } from './bytes.ts'

/** Nothing longer is looked up. */
export const LONGEST_URL = 2048

const PORTS: readonly (readonly [scheme: string, port: string])[] = [
  ['http', '80'],
  ['https', '443'],
  ['ftp', '21'],
  ['ws', '80'],
  ['wss', '443'],
]
const DEFAULT_PORT = PORTS.map(([scheme, port]) => [
  Buffer.from(`${scheme}:`),
  Buffer.from(port),
]) as readonly (readonly [Uint8Array, Uint8Array])[]

/** The key of an address that begins with a scheme; null where it has none, no host or is too long. */
export function toUrlKey(url: string): Uint8Array | null {
  const bytes = Buffer.from(url)
  const key = new UrlKey()
  const slashes = bytes.indexOf('://')
  if (slashes < 1 || !key.write(bytes, 0, slashes, bytes.length)) return null
  return key.bytes.slice(0, key.length)
}

/** Writes keys into one place, a call at a time. */
export class UrlKey {
  readonly bytes = new Uint8Array(3 * LONGEST_URL)
  length = 0
  /** Whether escapes of unreserved characters were undone. */
  hasDecoded = false

  /** Whether `text` from `start` to `end`, whose `://` is at `colon`, has a key, which then stands in `bytes`. */
  write(text: Uint8Array, start: number, colon: number, end: number): boolean {
    if (end - start > LONGEST_URL) return false
    const { bytes } = this
    this.hasDecoded = false
    let at = 0
    for (let i = start; i < colon + 3; i++) bytes[at++] = FOLD[text[i]!]!
    let i = this.#writeHost(text, colon + 3, end, at)
    if (i < 0) return false
    at = this.length
    if (i === end || text[i] !== 47) bytes[at++] = 47
    for (; i < end; i++) {
      const c = text[i]!
      if (c === 35) break
      if (c === 37) {
        const value = escaped(text, i, end)
        if (value >= 0) {
          const before = at
          at = writeEscape(bytes, at, value)
          if (at === before + 1) this.hasDecoded = true
          i += 2
          continue
        }
      }
      if (c > 126 || c <= 32) at = writeRaw(bytes, at, c)
      else bytes[at++] = c
    }
    this.length = at
    return true
  }

  /** Writes user, host and port, and gives where the path begins; -1 where there is no host. */
  #writeHost(text: Uint8Array, start: number, end: number, begin: number): number {
    const { bytes } = this
    let stop = start
    let host = start
    while (stop < end && !isHostEnd(text[stop]!)) {
      if (text[stop] === 64) host = stop + 1
      stop++
    }
    let at = begin
    for (let i = start; i < host; i++) bytes[at++] = text[i]!
    let close = stop
    while (close > host && isDigit(text[close - 1]!)) close--
    const hasPort = close > host && text[close - 1] === 58
    const hostEnd = hasPort ? close - 1 : stop
    const hostStart = at
    for (let i = host; i < hostEnd; i++) bytes[at++] = FOLD[text[i]!]!
    while (at > hostStart && bytes[at - 1] === 46) at--
    if (at === hostStart) return -1
    if (hasPort && stop > close && !isUsual(bytes, text, close, stop))
      for (let i = hostEnd; i < stop; i++) bytes[at++] = text[i]!
    this.length = at
    return stop
  }
}

const isDigit = (c: number) => c >= 48 && c <= 57
const isHostEnd = (c: number) => c === 47 || c === 63 || c === 35 || c === 92

/** Whether a port is the one that the scheme at the start of the key has anyway. */
function isUsual(key: Uint8Array, text: Uint8Array, start: number, end: number): boolean {
  return DEFAULT_PORT.some(
    ([scheme, port]) =>
      scheme.every((c, i) => key[i] === c) &&
      port.length === end - start &&
      port.every((c, i) => text[start + i] === c),
  )
}

function hexValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48
  const letter = c | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

function escaped(text: Uint8Array, at: number, end: number): number {
  if (at + 2 >= end) return -1
  const [high, low] = [hexValue(text[at + 1]!), hexValue(text[at + 2]!)]
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

function writeEscape(bytes: Uint8Array, at: number, value: number): number {
  const isUnreserved =
    (value >= 97 && value <= 122) ||
    (value >= 65 && value <= 90) ||
    isDigit(value) ||
    value === 45 ||
    value === 46 ||
    value === 95 ||
    value === 126
  if (!isUnreserved) return writeRaw(bytes, at, value)
  bytes[at] = value
  return at + 1
}

const DIGITS = Buffer.from('0123456789ABCDEF')

function writeRaw(bytes: Uint8Array, at: number, value: number): number {
  bytes[at] = 37
  bytes[at + 1] = DIGITS[value >> 4]!
  bytes[at + 2] = DIGITS[value & 15]!
  return at + 3
}
