/**
 * Points of Curve25519 by their u coordinates, many at a time. The hot loop of the bulk lane: `npm run bench -- psi`.
 * An identifier becomes a point by BLAKE2b, Elligator 2 (libsodium clears the cofactor) and the map to Montgomery form. A raw hash
 * taken as u would lie on the curve or on its twist, which no multiplication changes: a bit of each item for everybody to see.
 */
import sodium from 'sodium-native'
import { PsiError } from '../errors.ts'
import { TAG } from '../table.ts'
import { toMontgomery } from './field.ts'

export const POINT = 32

/** One point an identifier, bound to a context by its digest. */
export function hashToPoints(values: readonly string[], context: Buffer): Buffer<ArrayBuffer> {
  const points = Buffer.from(new ArrayBuffer(values.length * POINT))
  const uniform = Buffer.alloc(POINT)
  for (let i = 0; i < values.length; i++) {
    sodium.crypto_generichash(uniform, Buffer.from(values[i]!), context)
    sodium.crypto_core_ed25519_from_uniform(points.subarray(i * POINT, (i + 1) * POINT), uniform)
  }
  toMontgomery(points)
  return points
}

/** Multiplies each point in place. Throws `bad-point` with its place for one of small order. */
export function multiplyPoints(points: Buffer, scalar: Buffer): void {
  for (let at = 0; at < points.length; at += POINT) {
    const point = points.subarray(at, at + POINT)
    try {
      sodium.crypto_scalarmult(point, scalar, point)
    } catch (cause) {
      const index = at / POINT
      throw new PsiError('bad-point', `point ${index} is of small order`, { cause, index })
    }
  }
}

/** The tag of each point: the first ten bytes of BLAKE2b over it, keyed by the context. */
export function tagPoints(points: Buffer, context: Buffer): Buffer<ArrayBuffer> {
  const count = points.length / POINT
  const tags = Buffer.from(new ArrayBuffer(count * TAG))
  const digest = Buffer.alloc(16)
  for (let i = 0; i < count; i++) {
    sodium.crypto_generichash(digest, points.subarray(i * POINT, (i + 1) * POINT), context)
    digest.copy(tags, i * TAG, 0, TAG)
  }
  return tags
}
