/**
 * Sealed page cursors: what a client sees as `next`.
 *
 * A store's cursor holds positions, and positions tell how many objects a caller does not see. So it leaves the server
 * only encrypted, bound to caller, collection and filters, and the same cursor always seals to the same text, so that
 * the same page asked for twice is the same bytes. Synthetic-IV construction (as RFC 5297, over HMAC-SHA-256):
 * tag = HMAC(k1, binding || 0 || text)[0..16), body = text XOR HMAC(k2, tag || 0) || HMAC(k2, tag || 1) || …,
 * token = base64url(tag || body).
 */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

const decoder = new TextDecoder()
const TAG = 16
const BLOCK = 32
/** A longer text than this no server sealed. */
const MAX_TOKEN = 10_000
/** Cursors up to this length all seal to one length: that of a position would tell its size. */
const PADDED = 40
/** A client that follows `next` brings back the token it was given a moment ago. */
const REMEMBERED = 256

export type CursorSeal = {
  seal(text: string, binding: string): string
  /** Null where this server, or this binding, never sealed such a token. */
  open(token: string, binding: string): string | null
}

/** A seal under a secret of at least 32 bytes; servers that answer one collection share it. */
export function createCursorSeal(secret: Uint8Array): CursorSeal {
  if (secret.length < 32) throw new RangeError('a cursor secret has at least 32 bytes')
  const derive = (label: string): Keyed =>
    keyedBy(hmac(sha256, secret, utf8ToBytes(`tocsin taxii cursor ${label}`)))
  const [mac, cipher] = [derive('mac'), derive('cipher')]
  const tagOf = (text: string, binding: string): Uint8Array =>
    mac(utf8ToBytes(`${binding}\0${text}`)).subarray(0, TAG)
  const seal = (text: string, binding: string): string => {
    const padded = text.padEnd(PADDED)
    const tag = tagOf(padded, binding)
    return toBase64Url(concatBytes(tag, crypt(utf8ToBytes(padded), tag, cipher)))
  }
  const open = (token: string, binding: string): string | null => {
    const bytes = fromBase64Url(token)
    if (!bytes || bytes.length <= TAG) return null
    const tag = bytes.subarray(0, TAG)
    const padded = decoder.decode(crypt(bytes.subarray(TAG), tag, cipher))
    return isSame(tag, tagOf(padded, binding)) ? padded.trimEnd() : null
  }
  const sealed = new Map<string, string>()
  const opened = new Map<string, string>()
  return {
    seal(text, binding) {
      const name = `${binding}\0${text}`
      const token = sealed.get(name) ?? seal(text, binding)
      remember(sealed, name, token)
      remember(opened, `${binding}\0${token}`, text)
      return token
    },
    open: (token, binding) => opened.get(`${binding}\0${token}`) ?? open(token, binding),
  }
}

function remember(map: Map<string, string>, key: string, value: string): void {
  if (map.size >= REMEMBERED) map.clear()
  map.set(key, value)
}

type Keyed = (message: Uint8Array) => Uint8Array

/** HMAC-SHA-256 under one key, whose two blocks are hashed once and not for every message. */
function keyedBy(key: Uint8Array): Keyed {
  const begun = hmac.create(sha256, key)
  return (message) => begun.clone().update(message).digest()
}

/** Enciphers and deciphers. */
function crypt(bytes: Uint8Array, tag: Uint8Array, cipher: Keyed): Uint8Array {
  const result = new Uint8Array(bytes.length)
  const counter = new Uint8Array(4)
  for (let start = 0; start < bytes.length; start += BLOCK) {
    new DataView(counter.buffer).setUint32(0, start / BLOCK)
    const stream = cipher(concatBytes(tag, counter))
    const end = Math.min(start + BLOCK, bytes.length)
    for (let i = start; i < end; i++) result[i] = bytes[i]! ^ stream[i - start]!
  }
  return result
}

function fromBase64Url(token: string): Uint8Array | null {
  if (token.length > MAX_TOKEN || !/^[A-Za-z0-9_-]+$/.test(token)) return null
  try {
    const padded = token.replaceAll('-', '+').replaceAll('_', '/')
    const octets = atob(padded)
    const bytes = new Uint8Array(octets.length)
    for (let i = 0; i < bytes.length; i++) bytes[i] = octets.charCodeAt(i)
    return bytes
  } catch {
    return null
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ (b[i] ?? 0)
  return difference === 0
}

function toBase64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
