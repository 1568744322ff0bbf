import { describe, expect, test } from 'vitest'
import { postsToActs } from '../../../bench/post-acts.ts'
import { toActs } from '../../activity/acts.ts'
import { createRandom, drawInteger } from '../../random/random.ts'
import { generateTraffic } from '../../traffic/generate.ts'
import { measureSignificance, uniformChance } from './significance.ts'

describe('the interval-jitter test', () => {
  test('knows the chance that two moments of an interval fall within the window', () => {
    const [window, step, length] = [60, 1, 1800]
    const random = createRandom('chance')
    let hits = 0
    for (let i = 0; i < 200_000; i++)
      if (Math.abs(drawInteger(random, length) - drawInteger(random, length)) <= window) hits++
    expect(uniformChance(window, step, length)).toBeCloseTo(hits / 200_000, 2)
    expect(uniformChance(60, 60, 1800)).toBeCloseTo(88 / 900, 10)
  })

  test('finds the pairs of a planted operation and none of the ordinary bursts', () => {
    const traffic = generateTraffic({
      seed: 'plain',
      accounts: 2000,
      benign: { pressOffices: 0, declaredBots: 0, sameOwners: 0 },
      operations: [{ name: 'a', size: 12, traces: ['link'] }],
    })
    const acts = postsToActs(traffic, traffic.columns(), 'link')
    const { a, b, q } = measureSignificance(acts, 60)
    const planted = new Set(traffic.sources[0]!.accounts)
    const found = [...q.keys()].filter((i) => q[i]! <= 0.05)
    expect(found.length).toBeGreaterThan(50)
    expect(found.filter((i) => !planted.has(a[i]!) || !planted.has(b[i]!))).toEqual([])
  })

  test('leaves out cells in which a pair would meet anyway, so that posting much buys nothing', () => {
    const rows = Array.from({ length: 40 }, (_, day) =>
      [0, 1].flatMap((account) =>
        Array.from({ length: 20 }, (_, i) => ({ account, time: day * 86_400 + i * 90 })),
      ),
    ).flat()
    const { acts } = toActs(
      {
        object: new Int32Array(rows.length),
        account: Int32Array.from(rows, ({ account }) => account),
        time: Int32Array.from(rows, ({ time }) => time),
        content: null,
      },
      { objects: 1, accounts: 2 },
      { epoch: 0, tick: 1 },
    )
    const { p, observed } = measureSignificance(acts, 60)
    expect([...observed]).toEqual([0])
    expect([...p]).toEqual([1])
  })
})
