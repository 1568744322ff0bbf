import { expect, test } from 'vitest'
import { keepCompany } from './accounts.ts'
import type { PairSurprise } from './surprise.ts'

/** Pairs with their nats. */
function surprise(...pairs: [a: number, b: number, nats: number][]): PairSurprise {
  const column = (pick: (pair: [number, number, number]) => number) => pairs.map(pick)
  return {
    size: pairs.length,
    a: Int32Array.from(column(([a]) => a)),
    b: Int32Array.from(column(([, b]) => b)),
    all: Float32Array.from(column(([, , nats]) => nats)),
    fast: new Float32Array(pairs.length),
    talk: new Float32Array(pairs.length),
    met: new Int32Array(pairs.length),
    expected: new Float32Array(pairs.length),
  }
}

function clique(accounts: readonly number[], nats: number): [number, number, number][] {
  return accounts.flatMap((a, i) => accounts.slice(0, i).map((b) => [b, a, nats] as const)) as [
    number,
    number,
    number,
  ][]
}

test('who is found without company is let go', () => {
  const q = Float64Array.of(0.001, 0.001, 0.001, 0.001, 0.001, 0.001)
  keepCompany(surprise(...clique([0, 1, 2, 3], 12), [0, 4, 30], [1, 4, 30], [4, 5, 8]), q, 0.05)
  expect([...q].map((value) => value <= 0.05)).toEqual([true, true, true, true, false, false])
})

test('who stands among the busy and yet keeps the company of four found ones joins them, at the rate of the run and no lower', () => {
  const q = Float64Array.of(0.001, 0.001, 0.001, 0.001, 0.9, 0.9, 0.9)
  const joining = clique([0, 1, 2, 3, 4], 12)
  const few: [number, number, number][] = [0, 1, 2].map((a) => [a, 5, 40])
  const weak: [number, number, number][] = [0, 1, 2, 3].map((a) => [a, 6, 9.5])
  keepCompany(surprise(...joining, ...few, ...weak), q, 0.05)
  expect([...q]).toEqual([0.001, 0.001, 0.001, 0.001, 0.05, 0.9, 0.9])
})

test('who joins so brings nobody with them', () => {
  const q = Float64Array.of(0.001, 0.001, 0.001, 0.001, 0.9, 0.9)
  keepCompany(
    surprise(...clique([0, 1, 2, 3, 4], 12), [1, 5, 12], [2, 5, 12], [3, 5, 12], [4, 5, 40]),
    q,
    0.05,
  )
  expect(q[4]).toBe(0.05)
  expect(q[5]).toBe(0.9)
})
