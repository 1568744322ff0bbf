import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { postsToActs } from '../../../bench/post-acts.ts'
import { toActs, type Acts } from '../../activity/acts.ts'
import { createRandom, drawInteger } from '../../random/random.ts'
import { generateTraffic } from '../../traffic/generate.ts'
import { judgeOverlap, measureOverlap } from './overlap.ts'

const DAY = 86_400

function actsOf(rows: [object: number, account: number, time: number][]): Acts {
  const column = (k: number) => Int32Array.from(rows, (row) => row[k]!)
  const most = (k: number) => rows.reduce((top, row) => Math.max(top, row[k]! + 1), 0)
  const input = { object: column(0), account: column(1), time: column(2), content: null }
  const sizes = { objects: most(0), accounts: most(1) }
  return toActs(input, sizes, { epoch: 0, tick: 1 }).acts
}

describe('overlap of rare objects', () => {
  test('finds a group that shares its own things over days, and nobody who acts at random', () => {
    const random = createRandom('overlap')
    const rows: [number, number, number][] = []
    for (let i = 0; i < 20_000; i++)
      rows.push([
        drawInteger(random, 4000),
        drawInteger(random, 500),
        drawInteger(random, 30 * DAY),
      ])
    for (let act = 0; act < 25; act++)
      for (let member = 0; member < 10; member++)
        rows.push([4000 + act, member, act * DAY + drawInteger(random, DAY)])
    const q = judgeOverlap(measureOverlap(actsOf(rows)), 500)
    const found = [...q.keys()].filter((account) => q[account]! <= 0.05)
    expect(found).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('finds nobody in organic traffic whose readers share interests', () => {
    for (let seed = 0; seed < 5; seed++) {
      const benign = { pressOffices: 0, declaredBots: 0, sameOwners: 0, newsletters: 0 }
      const traffic = generateTraffic({ seed, accounts: 2000, days: 10, benign })
      const acts = postsToActs(traffic, traffic.columns(), 'link')
      const overlap = measureOverlap(acts, { window: DAY, limit: 200, support: 2 })
      expect(judgeOverlap(overlap, acts.accounts).filter((q) => q <= 0.05)).toHaveLength(0)
    }
  })

  test('counts each shared object once, however often it was used', () => {
    const row = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(50))
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), fc.nat(60), (rows, window) => {
        const acts = actsOf(rows)
        const { size, a, b, observed, p } = measureOverlap(acts, { window, limit: 9, support: 1 })
        for (let i = 0; i < size; i++) {
          const shared = new Set<number>()
          for (const [object, x, s] of rows)
            for (const [other, y, t] of rows)
              if (object === other && x === a[i] && y === b[i] && Math.abs(s - t) <= window)
                shared.add(object)
          expect(observed[i]).toBe(shared.size)
          expect(p[i]).toBeGreaterThan(0)
          expect(p[i]).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})
