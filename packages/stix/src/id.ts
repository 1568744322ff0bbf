/**
 * Identifiers (STIX 2.1, 2.9): `type--UUID`; cyber-observable objects get a UUIDv5 over the canonical
 * JSON of their id-contributing properties, so that two producers give one thing one id.
 */
import { sha1 } from '@noble/hashes/legacy.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalize } from './canonical.ts'
import { StixError } from './errors.ts'
import { reading } from './reading.ts'

const TYPE = /^[a-z][a-z0-9-]{1,248}[a-z0-9]$/

/** The namespace of deterministic ids, 00abedb4-aa42-466c-9c01-fed23315a9b7. */
const NAMESPACE = Uint8Array.from([
  0x00, 0xab, 0xed, 0xb4, 0xaa, 0x42, 0x46, 0x6c, 0x9c, 0x01, 0xfe, 0xd2, 0x33, 0x15, 0xa9, 0xb7,
])

/** Which properties make the id of each observable (STIX 2.1, section 6, "ID Contributing Properties"). */
const CONTRIBUTING: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    artifact: ['hashes', 'payload_bin'],
    'autonomous-system': ['number'],
    directory: ['path'],
    'domain-name': ['value'],
    'email-addr': ['value'],
    'email-message': ['from_ref', 'subject', 'body'],
    file: ['hashes', 'name', 'extensions', 'parent_directory_ref'],
    'ipv4-addr': ['value'],
    'ipv6-addr': ['value'],
    'mac-addr': ['value'],
    mutex: ['name'],
    'network-traffic': [
      'start',
      'end',
      'src_ref',
      'dst_ref',
      'src_port',
      'dst_port',
      'protocols',
      'extensions',
    ],
    process: [],
    software: ['name', 'cpe', 'swid', 'vendor', 'version'],
    url: ['value'],
    'user-account': ['account_type', 'user_id', 'account_login'],
    'windows-registry-key': ['key', 'values'],
    'x509-certificate': ['hashes', 'serial_number'],
  }),
)

/** Of several hashes exactly one contributes: the first of these that is there. */
const HASH_ORDER = ['MD5', 'SHA-1', 'SHA-256', 'SHA-512']

/** `type--` and a random UUIDv4. Throws `bad-type` for a name that no STIX type may have. */
export function newId(
  type: string,
  randomUUID: () => string = () => crypto.randomUUID(),
): `${string}--${string}` {
  if (typeof type !== 'string' || !TYPE.test(type) || type.includes('--'))
    throw new StixError('bad-type', 'a type is 3-250 of a-z, 0-9 and single hyphens')
  return reading({}, () => `${type}--${randomUUID()}` as const)
}

/** The type before `--` of a well-formed id, else null. */
export function typeOfId(id: string): string | null {
  if (typeof id !== 'string') return null
  const at = id.length - 38
  if (at < 1 || id.length > 300 || id.charCodeAt(at) !== 45 || id.charCodeAt(at + 1) !== 45)
    return null
  return isUuidAt(id, at + 2) ? id.slice(0, at) : null
}

/** Whether the last 36 characters are 8-4-4-4-12 hexadecimal digits; written out because ids are the bulk of STIX. */
function isUuidAt(text: string, at: number): boolean {
  for (let i = 0; i < 36; i++) {
    const code = text.charCodeAt(at + i)
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (code !== 45) return false
    } else if (code > 102 || HEX_DIGITS[code] !== 1) return false
  }
  return true
}

const HEX_DIGITS = new Uint8Array(103)
for (const digit of '0123456789abcdefABCDEF') HEX_DIGITS[digit.charCodeAt(0)] = 1

/** Whether this is one of the 18 cyber-observable types of STIX 2.1. */
export function isObservableType(type: string): boolean {
  return CONTRIBUTING.has(type)
}

/**
 * The deterministic id of a cyber-observable object, or null where a random UUIDv4 is due: not one of the
 * 18 types, a process, or none of the contributing properties present.
 * Throws StixError `invalid` for what is no object, and as `canonicalize` does when a contributing value has no canonical form.
 */
export function deterministicId(object: { readonly [key: string]: unknown }): string | null {
  return reading({ object }, () => idOf(object))
}

function idOf(object: { readonly [key: string]: unknown }): string | null {
  const type = object['type']
  const names = typeof type === 'string' ? CONTRIBUTING.get(type) : undefined
  if (names === undefined) return null
  const contributing: Record<string, unknown> = {}
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined
    const part = name === 'hashes' ? oneHash(value) : value
    if (part !== undefined) contributing[name] = part
  }
  if (Object.keys(contributing).length === 0) return null
  return `${type as string}--${uuidV5(canonicalize(contributing))}`
}

function oneHash(hashes: unknown): Record<string, unknown> | undefined {
  if (typeof hashes !== 'object' || hashes === null) return undefined
  const known = HASH_ORDER.find((name) => Object.hasOwn(hashes, name))
  const name = known ?? Object.keys(hashes).sort()[0]
  return name === undefined ? undefined : { [name]: (hashes as Record<string, unknown>)[name] }
}

/** UUIDv5 (RFC 9562, 5.5): SHA-1 of namespace and name, cut to 16 bytes, version and variant set. */
function uuidV5(name: string): string {
  const text = utf8ToBytes(name)
  const input = new Uint8Array(16 + text.length)
  input.set(NAMESPACE)
  input.set(text, 16)
  const hash = sha1(input)
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  let hex = ''
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) hex += '-'
    hex += (hash[i]! + 256).toString(16).slice(1)
  }
  return hex
}
