import { expect, test } from 'vitest'
import type { Standing } from '../fusion/standing.ts'
import type { EncodedActs } from '../../activity/read/encode.ts'
import type { Trace } from '../../activity/trace.ts'
import { fusedScores } from './fused.ts'

/** The standings of accounts of these names, where those at `tied` are tied by a likely pair. */
function networksOf(names: readonly string[], tied: readonly [string, string]): string[] {
  const traces = new Map([['object', { accountNames: names }]]) as unknown as Map<
    Trace,
    EncodedActs
  >
  const ends = tied.map((name) => Int32Array.of(names.indexOf(name)))
  const fused = { a: ends[0], b: ends[1], p: Float64Array.of(0.001) }
  const every = { score: names.map(() => 0.5), accountQ: names.map(() => 0.2) }
  const overlap = { a: [], b: [], p: [] }
  const standing = { fused: { ...fused, ...every }, overlap } as unknown as Standing
  const standings = fusedScores(traces, standing)
  return names.toSorted().map((name) => standings.get(name)!.network)
}

test('a weak network is named alike whatever order its accounts came in', () => {
  const [ada, ben, cyd] = networksOf(['a', 'b', 'c'], ['b', 'c'])
  expect(ben).toBe(cyd)
  expect(ada).not.toBe(ben)
  for (const order of [
    ['c', 'b', 'a'],
    ['b', 'c', 'a'],
    ['c', 'a', 'b'],
  ])
    expect(networksOf(order, ['b', 'c'])).toEqual([ada, ben, cyd])
})
