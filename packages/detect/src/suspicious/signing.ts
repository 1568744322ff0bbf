/**
 * What DKIM (RFC 6376) and ARC (RFC 8617) sign by alike: tags, keys that a resolver hands over, forms of body and fields. Keys below
 * 1024 bits and SHA-1 are refused (RFC 8301).
 */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { Field } from './fields.ts'

/** TXT records of a name; throws with `code` `ENOTFOUND` or `ENODATA` where there are none, anything else where it could not be asked. */
export type ResolveTxt = ((name: string) => Promise<readonly string[]>) & {
  /** Addresses of a name, and names of its mail servers; absent where nobody may ask for them. Both throw as it does. */
  readonly addressesOf?: (name: string, family: 4 | 6) => Promise<readonly string[]>
  readonly exchangersOf?: (name: string) => Promise<readonly string[]>
}

const MIN_RSA_BITS = 1024

export function isSignedBy(
  key: KeyObject,
  algorithm: string,
  data: Buffer,
  sealed: Buffer,
): boolean {
  // RFC 8463, 3: Ed25519 signs the hash.
  if (algorithm === 'ed25519-sha256')
    return verify(null, createHash('sha256').update(data).digest(), key, sealed)
  return verify('sha256', data, key, sealed)
}

export function isName(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i.test(text)
}

/** `a=b; c=d`, each name once, the first (RFC 6376, 3.2). */
export function tagsOf(value: string): Map<string, string> {
  const tags = new Map<string, string>()
  for (const part of value.split(';')) {
    const at = part.indexOf('=')
    const name = part.slice(0, Math.max(at, 0)).trim()
    if (name !== '' && !tags.has(name)) tags.set(name, part.slice(at + 1).trim())
  }
  return tags
}

export async function findKey(
  name: string,
  algorithm: string,
  resolve: ResolveTxt,
): Promise<KeyObject | 'no-key' | 'key-revoked' | 'weak' | 'no-answer'> {
  let records: readonly string[]
  try {
    records = await resolve(name)
  } catch (error) {
    const { code } = error as { code?: string }
    return code === 'ENOTFOUND' || code === 'ENODATA' ? 'no-key' : 'no-answer'
  }
  const tags = records.map(tagsOf).find((one) => one.has('p'))
  if (!tags) return 'no-key'
  const written = tags.get('p')!.replace(/\s+/g, '')
  if (written === '') return 'key-revoked'
  // A domain that only tries it out is to be taken as one that signs nothing; a key may be for something else (RFC 6376, 3.6.1).
  const listed = (tag: string, otherwise: string) =>
    (tags.get(tag) ?? otherwise).split(':').map((one) => one.trim().toLowerCase())
  const isForMail = listed('s', '*').some((one) => one === '*' || one === 'email')
  if (listed('t', '').includes('y') || !isForMail || !listed('h', 'sha256').includes('sha256'))
    return 'no-key'
  try {
    const key = toKey(written, tags.get('k') ?? 'rsa', algorithm)
    if (!key) return 'no-key'
    const bits = key.asymmetricKeyDetails?.modulusLength
    return bits !== undefined && bits < MIN_RSA_BITS ? 'weak' : key
  } catch {
    // What cannot be read as a key is none.
    return 'no-key'
  }
}

/** The prefix of an Ed25519 key in DER, whose 32 bytes alone are published. */
const ED25519 = Buffer.from('302a300506032b6570032100', 'hex')

function toKey(written: string, kind: string, algorithm: string): KeyObject | undefined {
  const bytes = Buffer.from(written, 'base64')
  if (kind === 'ed25519')
    return algorithm === 'ed25519-sha256' && bytes.length === 32
      ? createPublicKey({ key: Buffer.concat([ED25519, bytes]), format: 'der', type: 'spki' })
      : undefined
  if (kind !== 'rsa' || algorithm !== 'rsa-sha256') return undefined
  try {
    return createPublicKey({ key: bytes, format: 'der', type: 'spki' })
  } catch {
    return createPublicKey({ key: bytes, format: 'der', type: 'pkcs1' })
  }
}

/** RFC 6376, 3.4.3 and 3.4.4, in signs of one byte each. */
export function canonicalBody(body: Uint8Array, way: string): string {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
  const lines = text.replace(/\r?\n/g, '\r\n')
  const plain =
    way === 'relaxed' ? lines.replace(/[ \t]+/g, ' ').replace(/ (?=\r\n|$)/g, '') : lines
  let end = plain.length
  while (end >= 2 && plain.charCodeAt(end - 1) === 10 && plain.charCodeAt(end - 2) === 13) end -= 2
  const kept = plain.slice(0, end)
  if (kept === '') return way === 'relaxed' ? '' : '\r\n'
  return `${kept}\r\n`
}

/** What the signature is over: the named fields, each from the bottom up, and its own without what was signed with (3.7). */
export function signedHead(
  own: Field,
  fields: readonly Field[],
  names: readonly string[],
  way: string,
): string {
  const left = new Map<string, Field[]>()
  for (const field of fields) {
    const before = left.get(field.key)
    if (before) before.push(field)
    else left.set(field.key, [field])
  }
  const taken = names.flatMap((name) => left.get(name)?.pop() ?? [])
  const bare = { ...own, raw: own.raw.replace(/([;:\s]b\s*=)[^;]*/, '$1') }
  return [
    ...taken.map((field) => canonicalField(field, way)),
    canonicalField(bare, way).replace(/\r\n$/, ''),
  ].join('')
}

export function canonicalField({ raw }: Field, way: string): string {
  if (way !== 'relaxed') return `${raw}\r\n`
  const at = raw.indexOf(':')
  const value = raw
    .slice(at + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    // Blanks alone: other signs that `trim` takes may be the second byte of a letter.
    .replace(/^ | $/g, '')
  return `${raw.slice(0, at).trim().toLowerCase()}:${value}\r\n`
}
