import { expect, test } from 'vitest'
import { halves, HashIndex } from './hash-index.ts'

test('every key is found by its number and no other key is', () => {
  const keys = BigInt64Array.from(
    { length: 5000 },
    (_, k) => BigInt(k * k) * 7_919_000_003n - 2n ** 40n,
  )
  const index = new HashIndex(keys)
  const found = keys.map((_, k) =>
    BigInt(index.find(halves(keys)[k * 2]!, halves(keys)[k * 2 + 1]!)),
  )
  expect([...found]).toEqual([...keys.keys()].map(BigInt))
  const others = BigInt64Array.from(keys, (key) => key + 1n)
  const known = new Set(keys)
  const absent = [...others.keys()].filter((k) => !known.has(others[k]!))
  expect(
    new Set(absent.map((k) => index.find(halves(others)[k * 2]!, halves(others)[k * 2 + 1]!))),
  ).toEqual(new Set([-1]))
})

test('two keys that are the same are refused', () => {
  expect(() => new HashIndex(BigInt64Array.of(1n, -5n, 1n))).toThrow(RangeError)
})
