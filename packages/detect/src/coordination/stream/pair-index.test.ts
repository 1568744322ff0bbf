import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PairIndex, toPairKey } from './pair-index.ts'

test('sets, changes and deletes in any order leave what a map would hold, also while it grows', () => {
  const step = fc.record({
    first: fc.nat({ max: 60 }),
    second: fc.nat({ max: 60 }),
    value: fc.nat(),
    deletes: fc.boolean(),
  })
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 600, maxLength: 6000, size: 'max' }),
      fc.nat({ max: 2 }),
      (steps, grows) => {
        const index = new PairIndex()
        const map = new Map<number, number>()
        // Entries of their own bring the table to the edge of growing, or past it.
        for (let k = 0; k < [0, 505, 1020][grows]!; k++) {
          index.set(toPairKey(1000, k), k)
          map.set(toPairKey(1000, k), k)
        }
        for (const { first, second, value, deletes } of steps) {
          const key = toPairKey(first, second)
          if (deletes) {
            index.delete(key)
            map.delete(key)
          } else {
            index.set(key, value)
            map.set(key, value)
          }
          expect(index.get(key)).toBe(map.get(key) ?? -1)
        }
        expect(index.size).toBe(map.size)
        expect([...index.values()].sort()).toEqual([...map.values()].sort())
        for (const [key, value] of map) expect(index.get(key)).toBe(value)
        const { keys, values } = index.dump()
        expect(new Map([...keys].map((key, k) => [key, values[k]!]))).toEqual(map)
      },
    ),
    { numRuns: 30 },
  )
})
