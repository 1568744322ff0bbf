import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toActs } from '../../activity/acts.ts'
import { groupSteps } from './evidence.ts'
import { findLeads, toLead } from './leads.ts'
import { markSteps } from './steps.ts'

type Row = readonly [object: number, account: number, time: number]

/** Rows as acts, with those in step of one network of all accounts. */
function stepsOf(rows: readonly Row[], accounts: number, window: number) {
  const column = (k: 0 | 1 | 2) => Int32Array.from(rows, (row) => row[k])
  const { acts } = toActs(
    { object: column(0), account: column(1), time: column(2), content: null },
    { objects: Math.max(...rows.map(([object]) => object)) + 1, accounts },
    { epoch: 0, tick: 1 },
  )
  const network = new Int32Array(accounts)
  const [stepped] = groupSteps(acts, network, 1, markSteps(acts, network, 1, window))
  return { acts, stepped: stepped! }
}

test('who is first on an object leads on it, and the same instant tells nothing', () => {
  const rows: Row[] = [0, 1, 2, 3].flatMap((object) => [
    [object, 0, object * 1000],
    [object, 1, object * 1000 + (object === 3 ? 0 : 20)],
  ])
  const { acts, stepped } = stepsOf(rows, 2, 60)
  const leads = findLeads(acts, stepped, [[0, 1]], 60)
  expect(leads.pair(0, 1)).toEqual({ first: 3, second: 0 })
  expect(toLead(leads.accounts.get(0)!)).toBe(1)
  expect(toLead(leads.accounts.get(1)!)).toBe(-1)
})

test('an act too early to be in step leads nothing', () => {
  const { acts, stepped } = stepsOf(
    [
      [0, 1, 0],
      [0, 0, 500],
      [0, 1, 510],
    ],
    2,
    60,
  )
  expect(findLeads(acts, stepped, [[0, 1]], 60).pair(0, 1)).toEqual({ first: 1, second: 0 })
})

test('the first meeting of a pair is the one that a search over all pairs of acts finds', () => {
  const row = fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 3 }), fc.nat({ max: 200 }))
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 40 }),
      fc.nat({ max: 40 }),
      (rows, window) => {
        const { acts, stepped } = stepsOf(rows, 4, window)
        const lead = findLeads(acts, stepped, [[0, 1]], window).pair(0, 1)
        const expected = { first: 0, second: 0 }
        for (const object of new Set(rows.map(([o]) => o))) {
          const times = (account: number) =>
            rows.filter(([o, a]) => o === object && a === account).map(([, , time]) => time)
          const meetings = times(0)
            .flatMap((x) => times(1).map((y) => [x, y] as const))
            .filter(([x, y]) => Math.abs(x - y) <= window)
            .sort((p, q) => Math.max(...p) - Math.max(...q) || Math.min(...p) - Math.min(...q))
          const [x, y] = meetings[0] ?? [0, 0]
          if (x < y) expected.first++
          if (x > y) expected.second++
        }
        expect(lead).toEqual(expected)
      },
    ),
    { numRuns: 300 },
  )
})
