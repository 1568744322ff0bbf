import { expect, test } from 'vitest'
import { toActs, type Acts } from '../../activity/acts.ts'
import { toCells } from './cells.ts'

const HOUR = 3600

/** One object: in each hour `shares` acts in one minute by ten accounts and more. */
function hoursOf(shares: readonly number[]): Acts {
  const rows = shares.flatMap((count, hour) =>
    Array.from({ length: count }, (_, k) => ({ account: k % 1000, time: hour * HOUR + (k % 60) })),
  )
  const columns = {
    object: new Int32Array(rows.length),
    account: Int32Array.from(rows, ({ account }) => account),
    time: Int32Array.from(rows, ({ time }) => time),
    content: null,
  }
  return toActs(columns, { objects: 1, accounts: 1000 }, { epoch: 0, tick: 1 }).acts
}

const options = { length: HOUR, window: 60, limit: 2000 }

test('of a thing with millions of pairs only its quietest moments are tested, and the others are counted', () => {
  const cells = toCells(hoursOf([10, 6000, 20, 1500]), options)
  expect(Array.from(cells.start, (start, c) => cells.end[c]! - start)).toEqual([10, 20, 1500])
  expect(cells.crowded).toEqual({ moments: 1, acts: 6000 })
})

test('a thing with fewer pairs is tested in every moment', () => {
  const cells = toCells(hoursOf([10, 4000, 20]), options)
  expect(cells.count).toBe(3)
  expect(cells.crowded).toEqual({ moments: 0, acts: 0 })
})

test('moments of more accounts than the limit are counted', () => {
  const cells = toCells(hoursOf([10, 500, 20]), { ...options, limit: 499 })
  expect(cells.count).toBe(2)
  expect(cells.crowded).toEqual({ moments: 1, acts: 500 })
})
