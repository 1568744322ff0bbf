import { randomBytes } from 'node:crypto'
import sodium from 'sodium-native'
import { PsiError } from '../errors.ts'

/** Order of the prime subgroup of Curve25519 (RFC 7748, 4.1). */
const L = 2n ** 252n + 27742317777372353535851937790883648493n
const LOW = 2n ** 254n
const HIGH = 2n ** 255n

/** A secret number that takes a point and its inverse that gives it back, both as X25519 clamps them. */
export type Blind = { readonly scalar: Buffer; readonly inverse: Buffer }

export function makeKey(): Buffer {
  return clamp(randomBytes(32))
}

/**
 * X25519 clamps what it multiplies by: a multiple of eight between 2^254 and 2^255. Of the numbers that are the inverse modulo L one in
 * two has such a form, so numbers are drawn until one has.
 */
export function makeBlind(): Blind {
  for (;;) {
    const scalar = makeKey()
    const reduced = toBytes(toNumber(scalar) % L)
    const inverted = Buffer.alloc(32)
    sodium.crypto_core_ed25519_scalar_invert(inverted, reduced)
    const number = toNumber(inverted)
    for (let j = 0n; j < 8n; j++) {
      const candidate = number + j * L
      if (candidate % 8n === 0n && candidate >= LOW && candidate < HIGH)
        return { scalar, inverse: toBytes(candidate) }
    }
  }
}

function clamp(bytes: Buffer): Buffer {
  if (bytes.length !== 32) throw new PsiError('bad-key', 'a key has 32 bytes')
  bytes[0]! &= 248
  bytes[31] = (bytes[31]! & 127) | 64
  return bytes
}

function toNumber(bytes: Buffer): bigint {
  return BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`)
}

function toBytes(number: bigint): Buffer {
  return Buffer.from(Buffer.from(number.toString(16).padStart(64, '0'), 'hex').toReversed())
}
