import { describe, expect, test } from 'vitest'
import type { FusedNetwork } from '../fusion/standing.ts'
import { findGroups } from './groups.ts'

function network(pairs: [number, number][], accountQ: number[]): FusedNetwork {
  const column = (pick: (pair: [number, number]) => number) => Int32Array.from(pairs, pick)
  const whole = new Int32Array(pairs.length)
  return {
    size: pairs.length,
    a: column(([a]) => a),
    b: column(([, b]) => b),
    p: new Float64Array(pairs.length).fill(1e-9),
    q: new Float64Array(pairs.length).fill(1e-6),
    layer: whole,
    row: whole,
    layersInStep: whole,
    accountQ: Float64Array.from(accountQ),
    score: new Float64Array(accountQ.length),
    tests: 100,
    accountsMet: 7,
    limit: 1e-6,
  }
}

const TWO_CLIQUES: [number, number][] = [
  [0, 1],
  [0, 2],
  [1, 2],
  [3, 4],
  [3, 5],
  [4, 5],
  [3, 6],
]
const options = { rate: 0.05, minMembers: 3, seed: 1 }

describe('groups of the fused network', () => {
  test('are the communities of pairs that stand, the same for the same seed, with their core', () => {
    const fused = network(
      TWO_CLIQUES,
      Array.from({ length: 7 }, () => 0.01),
    )
    const groups = findGroups(fused, options)
    expect(groups.map(({ accounts }) => accounts)).toEqual([
      [3, 4, 5, 6],
      [0, 1, 2],
    ])
    expect(groups[0]!.core).toEqual([3, 4, 5])
    expect(groups.map(({ stability }) => stability)).toEqual([1, 1])
    expect(findGroups(fused, options)).toEqual(groups)
  })

  test('leave out accounts that do not stand themselves', () => {
    const fused = network(TWO_CLIQUES, [0.2, 0.01, 0.01, 0.01, 0.01, 0.01, 0.9])
    expect(findGroups(fused, options).map(({ accounts }) => accounts)).toEqual([[3, 4, 5]])
  })

  test('are told apart however many there are, though each is tied to the next by one pair', () => {
    const [cliques, size] = [40, 5]
    const pairs = Array.from({ length: cliques }, (_, k) => {
      const of = (i: number): number => ((k + Math.floor(i / size)) % cliques) * size + (i % size)
      const inside = Array.from({ length: size }, (_, i) =>
        Array.from({ length: i }, (_, j): [number, number] => [of(j), of(i)]),
      ).flat()
      return [...inside, [of(size - 1), of(size)] as [number, number]]
    }).flat()
    const everyone = Array.from({ length: cliques * size }, () => 0.01)
    const groups = findGroups(network(pairs, everyone), options)
    expect(groups.map(({ accounts }) => accounts.length)).toEqual(
      Array.from({ length: cliques }, () => size),
    )
  })
})
