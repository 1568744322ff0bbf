/**
 * Edwards y to Montgomery u, u = (1 + y) / (1 - y) mod 2^255 - 19 (RFC 7748, 4.1), for many points by one inversion
 * (Montgomery's trick): three multiplications a point and 255 squarings in all.
 */
const P = 2n ** 255n - 19n
const MASK = 2n ** 255n - 1n
const BYTES = 32

/** Reduces what is below 2^510: 2^255 = 19. */
function reduce(x: bigint): bigint {
  const once = (x & MASK) + 19n * (x >> 255n)
  return once < P ? once : once % P
}

function invert(x: bigint): bigint {
  let result = 1n
  let base = x
  for (let e = P - 2n; e > 0n; e >>= 1n) {
    if (e & 1n) result = reduce(result * base)
    base = reduce(base * base)
  }
  return result
}

/** Overwrites Edwards y coordinates, 32 bytes each and little-endian, the sign bit ignored, by Montgomery u coordinates. */
export function toMontgomery(points: Buffer): void {
  const words = new BigUint64Array(points.buffer, points.byteOffset, points.length / 8)
  const count = points.length / BYTES
  const ys: bigint[] = Array.from({ length: count })
  const products: bigint[] = Array.from({ length: count })
  let product = 1n
  for (let i = 0, at = 0; i < count; i++, at += 4) {
    const y =
      words[at]! |
      (words[at + 1]! << 64n) |
      (words[at + 2]! << 128n) |
      ((words[at + 3]! & 0x7fff_ffff_ffff_ffffn) << 192n)
    ys[i] = y
    products[i] = product
    // The neutral element alone has y = 1, and no hash falls on it but by a chance of 2^-252.
    product = reduce(product * (P + 1n - y))
  }
  let inverse = invert(product)
  for (let i = count - 1, at = i * 4; i >= 0; i--, at -= 4) {
    const y = ys[i]!
    const u = reduce(reduce(inverse * products[i]!) * (y + 1n))
    inverse = reduce(inverse * (P + 1n - y))
    words[at] = BigInt.asUintN(64, u)
    words[at + 1] = BigInt.asUintN(64, u >> 64n)
    words[at + 2] = BigInt.asUintN(64, u >> 128n)
    words[at + 3] = u >> 192n
  }
}
