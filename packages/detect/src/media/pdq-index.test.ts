import { createRandom, drawInteger } from '../random/random.ts'
import { describe, expect, test } from 'vitest'
import { distance256 } from './hash256.ts'
import { PdqIndex } from './pdq-index.ts'

const random = createRandom('hashes')
const anyHash = () => Uint32Array.from({ length: 8 }, () => random.uint())

/** The hash with `bits` of its bits changed. */
function near(hash: Uint32Array, bits: number): Uint32Array {
  const changed = new Set<number>()
  while (changed.size < bits) changed.add(drawInteger(random, 256))
  const other = hash.slice()
  for (const bit of changed) other[bit >> 5]! ^= 1 << (bit & 31)
  return other
}

const hashes = Array.from({ length: 3000 }, anyHash)
const queries = Array.from({ length: 64 }, (_, n) => near(hashes[n * 40]!, n % 40))
const index = PdqIndex.of(hashes)

describe('finds exactly what measuring all finds', () => {
  test.each([0, 1, 17, 31])('within %i bits', (most) => {
    for (const query of queries) {
      const all = hashes
        .map((hash, at) => ({ at, distance: distance256(query, hash) }))
        .filter(({ distance }) => distance <= most)
        .sort((a, b) => a.distance - b.distance || a.at - b.at)
      expect(index.near(query, most)).toEqual(all)
    }
  })

  test('whichever bits differ: two in one part and the rest in the others', () => {
    const [hash] = hashes
    for (let part = 0; part < 16; part++) {
      const other = hash!.slice()
      for (let one = 0; one < 16; one++) {
        const bits = one === part ? 1 : 2
        for (let n = 0; n < bits; n++) other[one >> 1]! ^= 1 << ((one % 2) * 16 + n * 5)
      }
      expect(distance256(hash!, other)).toBe(31)
      expect(index.near(other)).toEqual([{ at: 0, distance: 31 }])
    }
  })
})

test('many asked at once are answered as each alone', () => {
  const words = new Uint32Array(queries.length * 8)
  for (const [at, query] of queries.entries()) words.set(query, at * 8)
  expect(index.nearAll(words)).toEqual(queries.map((query) => index.near(query)))
})

test('of equal hashes all are given, in their order', () => {
  const same = PdqIndex.of(Array.from({ length: 50 }, () => hashes[0]!))
  expect(same.near(hashes[0]!).map(({ at }) => at)).toEqual(Array.from({ length: 50 }, (_, n) => n))
})

test('nothing is near in an empty index', () => {
  expect(PdqIndex.of([]).near(anyHash())).toEqual([])
})

test('a distance above 31, for which it would not be exact, is refused', () => {
  expect(() => index.near(anyHash(), 32)).toThrow(/0 to 31/)
  expect(() => index.near(anyHash(), 1.5)).toThrow(/0 to 31/)
  expect(() => new PdqIndex(new Uint32Array(9))).toThrow(/eight words/)
})
