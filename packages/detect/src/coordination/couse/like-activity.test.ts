import { expect, test } from 'vitest'
import { createRandom } from '../../random/random.ts'
import { standAmongLike } from './like-activity.ts'

/** Accounts of one post to ten thousand; what company they keep grows with the busiest only, and scatters. */
function busyAccounts(accounts: number) {
  const { float } = createRandom('busy')
  const activity = Float64Array.from({ length: accounts }, (_, a) => 10_000 ** (a / accounts))
  return { activity, company: activity.map((posts) => (20 + posts / 50) * (0.7 + 0.6 * float())) }
}

test('however few they are, the busiest do not stand out for being busy', () => {
  for (const accounts of [150, 400, 700]) {
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
