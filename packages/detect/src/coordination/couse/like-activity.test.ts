import { expect, test } from 'vitest'
import { createRandom } from '../../random/random.ts'
import { orderByActivity, standAmongLike, standInOrder, toLogs } from './like-activity.ts'

/** Accounts of one post to ten thousand; what company they keep grows with the busiest only, and scatters. */
function busyAccounts(accounts: number) {
  const { float } = createRandom('busy')
  const activity = Float64Array.from({ length: accounts }, (_, a) => 10_000 ** (a / accounts))
  return { activity, company: activity.map((posts) => (20 + posts / 50) * (0.7 + 0.6 * float())) }
}

test('in a file of a few hundred the busiest do not stand out for being busy', () => {
  for (const accounts of [400, 700, 2000]) {
    const { activity, company } = busyAccounts(accounts)
    const z = standAmongLike(company, activity, new Uint8Array(accounts))
    expect(Math.max(...z)).toBeLessThan(2.5)
  }
})

test('who keeps far more company than others as busy stands out', () => {
  const { activity, company } = busyAccounts(400)
  company[200]! *= 60
  const z = standAmongLike(company, activity, new Uint8Array(400))
  expect(z.indexOf(Math.max(...z))).toBe(200)
})

test('a group of forty stands out among three hundred, though accounts as busy are half its own', () => {
  const { float } = createRandom('forty')
  const group = (a: number): boolean => a >= 200 && a < 240
  const activity = Float64Array.from({ length: 300 }, (_, a) => 10 + (group(a) ? 200 : a))
  const company = activity.map((_, a) => (group(a) ? 400 : 20) * (0.7 + 0.6 * float()))
  const z = standAmongLike(company, activity, new Uint8Array(300))
  expect(Math.min(...z.filter((_, a) => group(a)))).toBeGreaterThan(3)
})

test('accounts that are not compared change nothing for those that are', () => {
  const { activity, company } = busyAccounts(700)
  const order = orderByActivity(activity)
  const beside = Float64Array.from([...company, ...new Float64Array(9000)])
  const found = new Uint8Array(beside.length)
  const z = standInOrder(toLogs(beside, order), order, found)
  expect(z.slice(0, 700)).toEqual(standAmongLike(company, activity, found.slice(0, 700)))
  expect(Math.max(...z.slice(700))).toBe(0)
})
