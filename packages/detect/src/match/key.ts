/** What indicators are looked up by: a kind and bytes in one form, whatever the spelling was. */
import { parseAddress, toSpan } from './address.ts'
import { mailboxForm } from './mailbox.ts'
import { toUrlKey } from './url-key.ts'

/** The tables that one key can stand in. */
export const KEY = {
  host: 1,
  ipv4: 2,
  net4: 3,
  ipv6: 4,
  net6: 5,
  url: 6,
  hash: 7,
  email: 8,
  account: 9,
} as const

export type KeyKind = (typeof KEY)[keyof typeof KEY]

/** What an indicator names, in words. */
export type ValueKind = 'domain' | 'ipv4' | 'ipv6' | 'url' | 'hash' | 'email' | 'account'

export type Key = {
  readonly kind: KeyKind
  readonly bytes: Uint8Array
}

const KIND_OF_KEY: Readonly<Record<KeyKind, ValueKind>> = {
  [KEY.host]: 'domain',
  [KEY.ipv4]: 'ipv4',
  [KEY.net4]: 'ipv4',
  [KEY.ipv6]: 'ipv6',
  [KEY.net6]: 'ipv6',
  [KEY.url]: 'url',
  [KEY.hash]: 'hash',
  [KEY.email]: 'email',
  [KEY.account]: 'account',
}

export function kindOfKey(kind: KeyKind): ValueKind {
  return KIND_OF_KEY[kind]
}

/** The key of a value that `readValue` or a pattern gives; null for what cannot be one of its kind. */
export function toKey(kind: ValueKind, value: string): Key | null {
  switch (kind) {
    case 'domain':
      return { kind: KEY.host, bytes: Buffer.from(value.toLowerCase()) }
    case 'ipv4':
    case 'ipv6':
      return toAddressKey(value)
    case 'url': {
      const bytes = toUrlKey(value)
      return bytes === null ? null : { kind: KEY.url, bytes }
    }
    case 'hash':
      return /^(?:[0-9a-f]{2})+$/i.test(value)
        ? { kind: KEY.hash, bytes: Buffer.from(value, 'hex') }
        : null
    case 'email':
      return { kind: KEY.email, bytes: Buffer.from(mailboxForm(value)) }
    case 'account':
      return { kind: KEY.account, bytes: Buffer.from(value.toLowerCase()) }
  }
}

function toAddressKey(text: string): Key | null {
  const [address = '', prefix] = text.split('/')
  const bytes = parseAddress(address)
  if (bytes === null) return null
  const whole = bytes.length * 8
  const [single, block] = whole === 32 ? [KEY.ipv4, KEY.net4] : [KEY.ipv6, KEY.net6]
  if (prefix === undefined || Number(prefix) === whole) return { kind: single, bytes }
  const width = Number(prefix)
  if (!/^\d{1,3}$/.test(prefix) || width > whole) return null
  return { kind: block, bytes: toSpan(bytes, width) }
}
