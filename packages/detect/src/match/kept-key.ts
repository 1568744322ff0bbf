/** What somebody keeps of their own, and what is looked for in it, under one key: a kind and bytes. Pure. */
import { toKey, KEY, type KeyKind, type Key } from './key.ts'
import type { Value } from './read-value.ts'

/**
 * The keys that a value stands under: two for an address of the web that was written without a scheme, none for what is none of its
 * kind. An account's has its platform before the name. A block's begins with its width in bits.
 */
export function keptKeysOf(value: Value): readonly Key[] {
  if (value.kind === 'account') return [accountKey(value.platform ?? '', value.value)]
  const key = toKey(value.kind, value.value)
  if (key === null) return []
  if (!value.isSchemeless) return [key]
  const twin = toKey('url', `https${value.value.slice(value.value.indexOf(':'))}`)
  return twin === null ? [key] : [key, twin]
}

export function accountKey(platform: string, name: string): Key {
  return { kind: KEY.account, bytes: Buffer.from(`${platform} ${name.toLowerCase()}`) }
}

/** The first and the last address of a block, as bytes; null for a key that is no block. */
export function spanOf({
  kind,
  bytes,
}: Key): { kind: KeyKind; first: Uint8Array; last: Uint8Array } | null {
  if (kind !== KEY.net4 && kind !== KEY.net6) return null
  const width = bytes[0]!
  const first = bytes.slice(1)
  const last = first.map((byte, i) => {
    const free = 8 * (i + 1) - width
    return free <= 0 ? byte : byte | (free >= 8 ? 255 : (1 << free) - 1)
  })
  return { kind: kind === KEY.net4 ? KEY.ipv4 : KEY.ipv6, first, last }
}
