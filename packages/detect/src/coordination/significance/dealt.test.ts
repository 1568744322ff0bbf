import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Acts } from '../../activity/acts.ts'
import { toDays } from './days.ts'
import { raiseToDealt } from './dealt.ts'
import { createPairs, upsertPair } from './pair-table.ts'

const ACCOUNTS = 5
const DAY = 86_400

type Given = { account: number; day: number }
const given = fc.array(fc.record({ account: fc.nat(ACCOUNTS - 1), day: fc.nat(3) }), {
  minLength: 1,
  maxLength: 40,
})

/** Acts on one object, the first of them at the start of day 0. */
function actsOf(all: readonly Given[]): Acts {
  return {
    rows: all.length,
    objectStart: Int32Array.of(0, all.length),
    account: Int32Array.from(all, ({ account }) => account),
    time: Int32Array.from(all, ({ day }, i) => day * DAY + i),
    content: null,
    accounts: ACCOUNTS,
    epoch: 0,
    tick: 1,
  }
}

test('a pair is expected to have its share of each day’s coincidences, by the acts of the day', () => {
  fc.assert(
    fc.property(
      given,
      fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }),
      (some, coincidences) => {
        const all = [{ account: 0, day: 0 }, ...some]
        const days = toDays(actsOf(all))
        const pairs = createPairs(16)
        for (let a = 0; a < ACCOUNTS; a++) for (let b = 0; b < a; b++) upsertPair(pairs, a, b)
        raiseToDealt(days, Float64Array.from(coincidences.slice(0, days.count)), ACCOUNTS, pairs)
        const count = (day: number, account?: number): number =>
          all.filter((one) => one.day === day && (account ?? one.account) === one.account).length
        for (let i = 0; i < pairs.size; i++) {
          const share = (day: number, account: number): number =>
            count(day, account) / Math.max(1, count(day))
          const expected = coincidences.reduce(
            (sum, x, day) => sum + 2 * x * share(day, pairs.a[i]!) * share(day, pairs.b[i]!),
            0,
          )
          expect(pairs.sum[i]).toBeCloseTo(expected, 9)
        }
      },
    ),
  )
})

test('an expectation that is higher already stays', () => {
  const pairs = createPairs(16)
  const at = upsertPair(pairs, 0, 1)
  pairs.sum[at] = 7
  const days = toDays(
    actsOf([
      { account: 0, day: 0 },
      { account: 1, day: 0 },
    ]),
  )
  raiseToDealt(days, Float64Array.of(1), ACCOUNTS, pairs)
  expect(pairs.sum[at]).toBe(7)
})
