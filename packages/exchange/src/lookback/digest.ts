/** Under which bytes a thing is kept and looked for. Pure. */
import { KEY, type Key } from '@tocsin/detect/match'
import { createHmac } from 'node:crypto'

/** Bytes of a digest that are kept: two things of one member share one by chance once in 2^64 pairs. */
const LENGTH = 16

/** An address itself, so that blocks find it; anything else as HMAC-SHA256 (RFC 2104) of kind and bytes, cut short. */
export function digestOf(secret: Uint8Array, { kind, bytes }: Key): Uint8Array {
  if (kind === KEY.ipv4 || kind === KEY.ipv6) return bytes
  return createHmac('sha256', secret)
    .update(Uint8Array.of(kind))
    .update(bytes)
    .digest()
    .subarray(0, LENGTH)
}
