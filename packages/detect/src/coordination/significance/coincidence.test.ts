import { expect, test } from 'vitest'
import { sumChances, toAdjacency } from './coincidence.ts'
import { createPairs, upsertPair } from './pair-table.ts'

type Cell = { accounts: readonly number[]; chance: number }

/** The sums of the pairs of account 0 with 1 and with 2, over cells of one interval. */
function sumsFor(list: readonly Cell[]): number[] {
  const ends = list.map((_, c) => list.slice(0, c + 1).flatMap(({ accounts }) => accounts).length)
  const acts = { accounts: 3, account: Int32Array.from(list.flatMap(({ accounts }) => accounts)) }
  const cells = {
    count: list.length,
    interval: new Int32Array(list.length),
    start: Int32Array.from(list, ({ accounts }, c) => ends[c]! - accounts.length),
    end: Int32Array.from(ends),
  }
  const pairs = createPairs(2)
  for (const other of [1, 2]) upsertPair(pairs, 0, other)
  sumChances(
    acts as Parameters<typeof sumChances>[0],
    cells as Parameters<typeof sumChances>[1],
    { chance: Float64Array.from(list, ({ chance }) => chance), likely: 1 },
    toAdjacency(pairs, 3, () => true),
    pairs,
  )
  return [pairs.sum[0]!, pairs.sum[1]!]
}

test('cells in which a coincidence is impossible change no sum', () => {
  const [none, other] = sumsFor([{ accounts: [0, 2], chance: 0.1 }])
  expect(none).toBe(0)
  expect(other).toBeCloseTo(1 - Math.exp(-0.1))
  const impossible = Array.from({ length: 4 }, () => ({ accounts: [0, 1], chance: 0 }))
  expect(sumsFor([...impossible, { accounts: [0, 2], chance: 0.1 }])).toEqual([none, other])
})
