/**
 * Sealed page cursors: what a client sees as `next`.
 *
 * A store's cursor holds positions, and positions tell how many objects a caller does not see. So it leaves the server
 * only encrypted, bound to caller, collection and filters, and the same cursor always seals to the same text, so that
 * the same page asked for twice is the same bytes. Synthetic-IV construction (as RFC 5297, with HMAC-SHA-256 for the
 * IV): tag = HMAC(k1, binding || 0 || text)[0..16), body = AES-CTR(k2, iv = tag, text), token = base64url(tag || body).
 */

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const TAG = 16
/** Cursors up to this length all seal to one length: that of a position would tell its size. */
const PADDED = 40
const MAX_REMEMBERED = 2000
/** Longer bindings, those of long filters, are not worth the memory. */
const MAX_NAME = 1000

export type CursorSeal = {
  seal(text: string, binding: string): Promise<string>
  /** Null where this server, or this binding, never sealed such a token. */
  open(token: string, binding: string): Promise<string | null>
}

/** A seal under a secret of at least 32 bytes; servers that answer one collection share it. */
export function createCursorSeal(secret: Uint8Array): CursorSeal {
  if (secret.length < 32) throw new RangeError('a cursor secret has at least 32 bytes')
  const keys = deriveKeys(secret)
  const tagOf = async (text: string, binding: string): Promise<Uint8Array> => {
    const { mac } = await keys
    const signed = await crypto.subtle.sign('HMAC', mac, encoder.encode(`${binding}\0${text}`))
    return new Uint8Array(signed).slice(0, TAG)
  }
  const crypt = async (bytes: Uint8Array<ArrayBuffer>, tag: Uint8Array): Promise<Uint8Array> => {
    const { cipher } = await keys
    const algorithm = { name: 'AES-CTR', counter: new Uint8Array(tag), length: 64 }
    return new Uint8Array(await crypto.subtle.encrypt(algorithm, cipher, bytes))
  }
  return rememberCursors({
    async seal(text, binding) {
      const padded = text.padEnd(PADDED)
      const tag = await tagOf(padded, binding)
      const body = await crypt(encoder.encode(padded), tag)
      return toBase64Url([...tag, ...body])
    },
    async open(token, binding) {
      const bytes = fromBase64Url(token)
      if (!bytes || bytes.length <= TAG) return null
      const tag = bytes.slice(0, TAG)
      const padded = decoder.decode(await crypt(bytes.slice(TAG), tag))
      const expected = await tagOf(padded, binding)
      return isSame(tag, expected) ? padded.trimEnd() : null
    },
  })
}

/** Pollers of one collection ask for the same pages: their cursors are sealed and opened once. */
function rememberCursors({ seal, open }: CursorSeal): CursorSeal {
  const tokens = new Map<string, string>()
  const texts = new Map<string, string>()
  const keep = (map: Map<string, string>, name: string, value: string): void => {
    if (map.size >= MAX_REMEMBERED) map.clear()
    if (name.length <= MAX_NAME) map.set(name, value)
  }
  return {
    async seal(text, binding) {
      const name = `${binding}\0${text}`
      const known = tokens.get(name)
      if (known !== undefined) return known
      const token = await seal(text, binding)
      keep(tokens, name, token)
      return token
    },
    async open(token, binding) {
      const name = `${binding}\0${token}`
      const known = texts.get(name)
      if (known !== undefined) return known
      const text = await open(token, binding)
      if (text !== null) keep(texts, name, text)
      return text
    },
  }
}

async function deriveKeys(secret: Uint8Array): Promise<{ mac: CryptoKey; cipher: CryptoKey }> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const root = await crypto.subtle.importKey('raw', new Uint8Array(secret), hmac, false, ['sign'])
  const derive = (label: string): Promise<ArrayBuffer> =>
    crypto.subtle.sign('HMAC', root, encoder.encode(`tocsin taxii cursor ${label}`))
  const [mac, cipher] = await Promise.all([derive('mac'), derive('cipher')])
  return {
    mac: await crypto.subtle.importKey('raw', mac, hmac, false, ['sign']),
    cipher: await crypto.subtle.importKey('raw', cipher, 'AES-CTR', false, ['encrypt']),
  }
}

function fromBase64Url(token: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]+$/.test(token)) return null
  try {
    const padded = token.replaceAll('-', '+').replaceAll('_', '/')
    return Uint8Array.from(atob(padded), (char) => char.charCodeAt(0))
  } catch {
    return null
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ (b[i] ?? 0)
  return difference === 0
}

function toBase64Url(bytes: number[]): string {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
