import { describe, expect, test } from 'vitest'
import { postsToActs, type PostTrace } from '../../../bench/post-acts.ts'
import { DetectError } from '../../errors.ts'
import type { Trace } from '../../activity/trace.ts'
import { toActs, type Acts } from '../../activity/acts.ts'
import { createRandom, drawInteger } from '../../random/random.ts'
import { shiftTimelines } from '../significance/shift.ts'
import { generateTraffic, type Traffic } from '../../traffic/generate.ts'
import type { OperationOptions } from '../../traffic/options.ts'
import { measureStanding } from './standing.ts'

const CLOSED = { pressOffices: 0, declaredBots: 0, sameOwners: 0 }
const OPTIONS = { rate: 0.05, seed: 1, breathe: () => Promise.resolve() }

describe('accounts judged over all traces', () => {
  test('are those of planted operations and only those', async () => {
    const traffic = withOperation({ size: 12 })
    const planted = new Set(traffic.sources[0]!.accounts)
    const found = await accountsFound(tracesOf(traffic))
    expect(found.length).toBeGreaterThan(10)
    expect(found.filter((account) => !planted.has(account))).toEqual([])
  })

  test('are those of an operation that makes most of the posts', async () => {
    const operations = [{ name: 'planted', size: 50, coordinatedShare: 0.5 }]
    const traffic = generateTraffic({ seed: 'most', accounts: 100, benign: CLOSED, operations })
    expect(await accountsFound(tracesOf(traffic))).toEqual(
      traffic.sources[0]!.accounts.toSorted((a, b) => a - b),
    )
  })

  test('are none in organic traffic with open bursts, nor once an operation is out of step', async () => {
    for (let seed = 0; seed < 5; seed++) {
      const organic = generateTraffic({ seed, accounts: 2000, days: 10, benign: CLOSED })
      expect(await accountsFound(tracesOf(organic, ['link']))).toEqual([])
    }
    const traffic = withOperation({ size: 20 })
    for (let seed = 0; seed < 3; seed++) {
      const shifted = new Map(
        [...tracesOf(traffic, ['link'])].map(
          ([trace, acts]) => [trace, shiftTimelines(acts, 36_000, 1, seed)] as const,
        ),
      )
      expect(await accountsFound(shifted)).toEqual([])
    }
  })

  test('are none where everybody acts in bursts and chance alone says who', async () => {
    for (let seed = 0; seed < 3; seed++)
      expect(await accountsFound(new Map([['link', burstsOfAnybody(seed)]]))).toEqual([])
  })

  test('are never two alone, however often one repeats the other', async () => {
    const traffic = withOperation({ size: 2, actsPerDay: 10, traces: ['link'], participation: 1 })
    const traces = tracesOf(traffic, ['link'])
    const standing = (await measureStanding(traces, 60, OPTIONS))!
    expect(Math.min(...standing.fused.q)).toBeLessThan(0.001)
    expect(await accountsFound(traces)).toEqual([])
  })

  test('are the same for the same seed', async () => {
    const traces = tracesOf(withOperation({ size: 6, style: 'relay' }))
    const [one, two] = [
      await measureStanding(traces, 60, OPTIONS),
      await measureStanding(traces, 60, OPTIONS),
    ]
    expect(two!.fused.accountQ).toEqual(one!.fused.accountQ)
  })

  test('are not waited for once the run is cancelled', async () => {
    const breathe = () => Promise.reject(new DetectError('CANCELLED', 'cancelled'))
    const measuring = measureStanding(tracesOf(withOperation({ size: 6 })), 60, {
      ...OPTIONS,
      breathe,
    })
    await expect(measuring).rejects.toThrow('cancelled')
  })
})

function withOperation(operation: { size: number } & Partial<OperationOptions>): Traffic {
  const operations = [{ name: 'planted', ...operation }]
  return generateTraffic({ seed: 'standing', accounts: 2000, benign: CLOSED, operations })
}

function tracesOf(
  traffic: Traffic,
  traces: (Trace & PostTrace)[] = ['link', 'hashtag', 'text'],
): Map<Trace, Acts> {
  const posts = traffic.columns()
  return new Map(traces.map((trace) => [trace, postsToActs(traffic, posts, trace)] as const))
}

async function accountsFound(traces: Map<Trace, Acts>): Promise<number[]> {
  const standing = await measureStanding(traces, 60, OPTIONS)
  return [...standing!.fused.accountQ.keys()].filter((a) => standing!.fused.accountQ[a]! <= 0.05)
}

/** Sixty days of sixty bursts each, every act by anybody. */
function burstsOfAnybody(seed: number): Acts {
  const random = createRandom(`bursts ${seed}`)
  const [accounts, days, objectsADay] = [80, 60, 30]
  const rows: [object: number, account: number, time: number][] = []
  for (let day = 0; day < days; day++)
    for (let burst = 0; burst < 60; burst++) {
      const object = day * objectsADay + drawInteger(random, objectsADay)
      const at = day * 86_400 + drawInteger(random, 85_000)
      for (let act = drawInteger(random, 4); act >= -1; act--)
        rows.push([object, drawInteger(random, accounts), at + drawInteger(random, 600)])
    }
  const column = (k: 0 | 1 | 2): Int32Array => Int32Array.from(rows, (row) => row[k])
  const input = { object: column(0), account: column(1), time: column(2), content: null }
  return toActs(input, { objects: days * objectsADay, accounts }, { epoch: 0, tick: 1 }).acts
}
