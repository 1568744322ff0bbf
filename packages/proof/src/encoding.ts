import { ProofError, type ProofErrorCode } from './errors.ts'

/** Bytes that Web Crypto takes as they are. */
export type Bytes = Uint8Array<ArrayBuffer>

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/** UTF-8 bytes of a text. */
export function fromText(text: string): Bytes {
  return encoder.encode(text)
}

/** Text of UTF-8 bytes; throws `malformed-text` where they are not valid UTF-8. A byte order mark is kept. */
export function toText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new ProofError('malformed-text', 'not valid UTF-8', { cause })
  }
}

/** Standard padded base64 (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  }
  return btoa(binary)
}

/**
 * Bytes of canonical base64: padded, no whitespace, unused bits zero. Two texts never decode to the same bytes,
 * so that no character of a proof file can change unnoticed. Throws `malformed-base64`.
 */
export function fromBase64(text: string): Bytes {
  if (text === '') return new Uint8Array(0)
  let bytes: Bytes | undefined
  if (text.length % 4 === 0 && BASE64.test(text)) {
    const binary = atob(text)
    bytes = new Uint8Array(binary.length)
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  }
  if (!bytes || toBase64(bytes) !== text) {
    throw new ProofError('malformed-base64', 'not canonical base64')
  }
  return bytes
}

/** A 32-byte hash from base64; throws `code` with the place where it stood. */
export function fromBase64Hash(text: string, code: ProofErrorCode, where: string): Bytes {
  try {
    const hash = fromBase64(text)
    if (hash.length === 32) return hash
  } catch (cause) {
    throw new ProofError(code, `${where}: not canonical base64`, { cause })
  }
  throw new ProofError(code, `${where}: not a 32-byte hash`)
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A decimal without sign or leading zeros, up to 2^53 - 1; throws `malformed-number`. */
export function fromDecimal(text: string): number {
  const value = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : NaN
  if (!Number.isSafeInteger(value)) {
    throw new ProofError('malformed-number', `not a decimal without leading zeros: ${quote(text)}`)
  }
  return value
}

/** All parts in one array. */
export function concat(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!
  return difference === 0
}

/** A text safe to put into an error message: quoted, escaped, cut at 60 characters. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
