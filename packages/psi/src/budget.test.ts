import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bitsLeft, mostQueries, stateOf } from './budget.ts'
import { IDENTIFIER_KINDS } from './identifiers/kinds.ts'

test('a budget ends by its questions or where too few bits of guesswork would be left', () => {
  expect(mostQueries({ queries: 10_000, floorBits: 20 }, 'ipv4')).toBe(4096)
  expect(mostQueries({ queries: 1000, floorBits: 20 }, 'ipv4')).toBe(1000)
  expect(mostQueries({ queries: 1000, floorBits: 64 }, 'ipv4')).toBe(1)
  expect(stateOf({ queries: 1000, floorBits: 20 }, 'ipv4', 1024)).toEqual({
    queriesLeft: 0,
    bitsLeft: 22,
  })
})

test('whatever a budget admits leaves at least its floor, and each question leaves no more than before', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...IDENTIFIER_KINDS),
      fc.nat({ max: 1e9 }),
      fc.integer({ min: 1, max: 28 }),
      (kind, queries, floorBits) => {
        const most = mostQueries({ queries, floorBits }, kind)
        expect(bitsLeft(kind, most)).toBeGreaterThanOrEqual(floorBits)
        expect(bitsLeft(kind, most + 1)).toBeLessThanOrEqual(bitsLeft(kind, most))
      },
    ),
  )
})
