import { expect, test } from 'vitest'
import { toActs } from '../../activity/acts.ts'
import { leaveOutCrowded, leaveOutCrowdedByAccounts } from './crowded.ts'

/** Three objects: the second shared by twenty accounts, one a second. */
function acts() {
  const rows = [
    ...[0, 1].map((account) => ({ object: 0, account, time: account })),
    ...Array.from({ length: 20 }, (_, account) => ({ object: 1, account, time: account })),
    ...[3, 4].map((account) => ({ object: 2, account, time: 10 * account })),
  ]
  const columns = {
    object: Int32Array.from(rows, ({ object }) => object),
    account: Int32Array.from(rows, ({ account }) => account),
    time: Int32Array.from(rows, ({ time }) => time),
    content: null,
  }
  return toActs(columns, { objects: 3, accounts: 20 }, { epoch: 0, tick: 1 }).acts
}

test('acts on an object that too many share at once are left out and counted, all others stay as they were', () => {
  const { acts: left, crowded } = leaveOutCrowded(acts(), 5, 50)
  expect(crowded).toEqual([{ object: 1, acts: 20 }])
  expect([...left.objectStart]).toEqual([0, 2, 2, 4])
  expect([...left.account]).toEqual([0, 1, 3, 4])
  expect([...left.time]).toEqual([0, 1, 30, 40])
  expect(left.rows).toBe(4)
})

test('what few share at once stays, however many share it in all', () => {
  const all = acts()
  expect(leaveOutCrowded(all, 1, 20)).toEqual({ acts: all, crowded: [] })
})

test('what a few accounts use again and again stays where accounts are reckoned with, and not where acts are', () => {
  const columns = {
    object: new Int32Array(300),
    account: Int32Array.from({ length: 300 }, (_, row) => row % 3),
    time: Int32Array.from({ length: 300 }, (_, row) => row),
    content: null,
  }
  const all = toActs(columns, { objects: 1, accounts: 3 }, { epoch: 0, tick: 1 }).acts
  expect(leaveOutCrowded(all, 300, 1000).crowded).toEqual([{ object: 0, acts: 300 }])
  expect(leaveOutCrowdedByAccounts(all, 300, 1000)).toEqual({ acts: all, crowded: [] })
  expect(leaveOutCrowdedByAccounts(all, 300, 800).crowded).toEqual([{ object: 0, acts: 300 }])
})
