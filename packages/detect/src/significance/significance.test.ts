import { describe, expect, it } from 'vitest'
import { toActs, type Acts } from '../coaction/acts.ts'
import { createRandom, drawInteger } from '../random/random.ts'
import { generateTraffic, type Traffic } from '../traffic/generate.ts'
import type { TrafficOptions } from '../traffic/options.ts'
import { shiftTimelines, arbitrate } from './shift.ts'
import { measureSignificance, uniformChance } from './significance.ts'

const CLOSED = { pressOffices: 0, declaredBots: 0, sameOwners: 0 }

describe('the interval-jitter test', () => {
  it('knows the chance that two moments of an interval fall within the window', () => {
    const [window, step, length] = [60, 1, 1800]
    const random = createRandom('chance')
    let hits = 0
    for (let i = 0; i < 200_000; i++)
      if (Math.abs(drawInteger(random, length) - drawInteger(random, length)) <= window) hits++
    expect(uniformChance(window, step, length)).toBeCloseTo(hits / 200_000, 2)
    expect(uniformChance(60, 60, 1800)).toBeCloseTo(88 / 900, 10)
  })

  it('finds planted operations and only them, and nobody in the ordinary bursts', () => {
    const traffic = generateTraffic({
      seed: 'plain',
      accounts: 3000,
      benign: CLOSED,
      operations: [{ name: 'a', size: 12, traces: ['link'] }],
    })
    const result = measureSignificance(linkActs(traffic), 60)
    const planted = new Set(traffic.sources[0]!.accounts)
    const found = [...result.accountQ.keys()].filter((a) => result.accountQ[a]! <= 0.05)
    expect(found.length).toBeGreaterThan(9)
    expect(found.filter((account) => !planted.has(account))).toEqual([])
  })

  it('finds no group in nine of ten runs of organic traffic, nor in shifted operations', () => {
    let groups = 0
    for (let seed = 0; seed < 10; seed++) {
      const options: Partial<TrafficOptions> = { seed, accounts: 2000, days: 10, benign: CLOSED }
      const organic = measureSignificance(linkActs(generateTraffic(options)), 60)
      if (organic.accountQ.some((q) => q <= 0.05)) groups++
    }
    expect(groups).toBeLessThanOrEqual(1)
    const planted = generateTraffic({ accounts: 2000, operations: [{ name: 'a', size: 20 }] })
    for (let seed = 0; seed < 5; seed++) {
      const shifted = shiftTimelines(linkActs(planted), 1800, 1, seed)
      expect(measureSignificance(shifted, 60).accountQ.filter((q) => q <= 0.05)).toHaveLength(0)
    }
  })

  it('does not convict two accounts alone, however often one repeats the other', () => {
    const traffic = generateTraffic({
      accounts: 2000,
      operations: [{ name: 'pair', size: 2, actsPerDay: 10, traces: ['link'], participation: 1 }],
    })
    const [a, b] = traffic.sources[0]!.accounts
    const result = measureSignificance(linkActs(traffic), 60)
    const edge = result.a.findIndex((x, i) => x === a && result.b[i] === b)
    expect(result.q[edge]).toBeLessThan(0.001)
    expect(result.accountQ[a!]).toBeGreaterThan(0.05)
  })

  it('raises q where shifted copies hold as many finds', () => {
    const traffic = generateTraffic({ accounts: 1000, operations: [{ name: 'a', size: 10 }] })
    const acts = linkActs(traffic)
    const found = measureSignificance(acts, 60)
    const settings = { rounds: 3, reach: 1800, step: 1, seed: 's', rate: 0.05 }
    const verdict = arbitrate(acts, 60, found, settings)
    expect(verdict.q.every((q, i) => q >= found.q[i]!)).toBe(true)
    expect(verdict).toEqual(arbitrate(acts, 60, found, settings))
  })
})

function linkActs(traffic: Traffic): Acts {
  const posts = traffic.columns()
  const rows = [...posts.link.subarray(0, posts.length).keys()].filter((i) => posts.link[i]! >= 0)
  const numbers = new Map<number, number>()
  const object = Int32Array.from(rows, (i) => {
    const link = posts.link[i]!
    if (!numbers.has(link)) numbers.set(link, numbers.size)
    return numbers.get(link)!
  })
  const pick = (column: Int32Array): Int32Array => Int32Array.from(rows, (i) => column[i]!)
  return toActs(
    {
      object,
      account: pick(posts.account),
      time: pick(posts.time),
      content: Int32Array.from(rows),
    },
    { objects: numbers.size, accounts: traffic.population.count },
    { epoch: 0, tick: 1 },
  ).acts
}
