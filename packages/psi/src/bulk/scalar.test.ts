import { createHash } from 'node:crypto'
import { x25519, ed25519 } from '@noble/curves/ed25519.js'
import { expect, test } from 'vitest'
import { toMontgomery } from './field.ts'
import { hashToPoints, multiplyPoints } from './points.ts'
import { makeBlind, makeKey } from './scalar.ts'

const CONTEXT = Buffer.alloc(32, 7)

test('a blind taken off gives the point back, and two keys commute', () => {
  for (let i = 0; i < 50; i++) {
    const point = hashToPoints([`site${i}.example`], CONTEXT)
    const { scalar, inverse } = makeBlind()
    const key = makeKey()
    const [blinded, keyed] = [Buffer.from(point), Buffer.from(point)]
    multiplyPoints(blinded, scalar)
    multiplyPoints(blinded, inverse)
    expect(blinded).toEqual(point)
    multiplyPoints(keyed, key)
    multiplyPoints(blinded, scalar)
    multiplyPoints(blinded, key)
    multiplyPoints(blinded, inverse)
    expect(blinded).toEqual(keyed)
  }
})

test('multiplication is X25519 of RFC 7748, as another implementation computes it', () => {
  const points = hashToPoints(['one.example', 'two.example'], CONTEXT)
  const expected = [0, 32].map((at) =>
    Buffer.from(x25519.scalarMult(Buffer.alloc(32, 9), points.subarray(at, at + 32))),
  )
  const key = Buffer.alloc(32, 9)
  multiplyPoints(points, key)
  expect(points).toEqual(Buffer.concat(expected))
})

test('many coordinates at once are mapped as each alone, by another implementation', () => {
  const encoded = Array.from({ length: 40 }, (_, i) =>
    ed25519.getPublicKey(createHash('sha256').update(`${i}`).digest()),
  )
  const points = Buffer.from(Buffer.concat(encoded))
  toMontgomery(points)
  const expected = encoded.map((one) => Buffer.from(ed25519.utils.toMontgomery(one)))
  expect(points).toEqual(Buffer.concat(expected))
})

test('every identifier lies on the curve and in its prime subgroup, so that no bit of it tells curve from twist', () => {
  const P = 2n ** 255n - 19n
  const power = (base: bigint, exponent: bigint) => {
    let result = 1n
    for (let b = base, e = exponent; e > 0n; e >>= 1n, b = (b * b) % P)
      if (e & 1n) result = (result * b) % P
    return result
  }
  const values = Array.from({ length: 200 }, (_, i) => `site${i}.example`)
  const points = hashToPoints(values, CONTEXT)
  const onCurve = values.map((_, i) => {
    const hex = Buffer.from(points.subarray(i * 32, i * 32 + 32).toReversed()).toString('hex')
    const u = BigInt(`0x${hex}`)
    const square = (u * u * u + 486662n * u * u + u) % P
    return power(square, (P - 1n) / 2n) === 1n
  })
  expect(onCurve.every(Boolean)).toBe(true)
})
