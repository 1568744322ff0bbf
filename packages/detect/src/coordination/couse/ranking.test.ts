import { expect, test } from 'vitest'
import type { Uses } from './uses.ts'
import { rankAccounts } from './ranking.ts'
import { measureSharedPart } from './shared-part.ts'

test('of an account, the part of its posts counts that others met in a small crowd, each post once by its rarest use', () => {
  // Posts 0 and 1 of account 0 with two uses each, post 2 of account 1.
  const uses = {
    size: 5,
    accounts: 3,
    posts: 3,
    account: Int32Array.from([0, 0, 0, 0, 1]),
    post: Int32Array.from([0, 0, 1, 1, 2]),
  } as Partial<Uses> as Uses
  const least = Float32Array.from([40, 0, Infinity, Infinity, 40])
  const part = measureSharedPart(uses, least, Float64Array.from([2, 4, 0]))
  expect(part[0]).toBeCloseTo(Math.log(41) / 2, 6)
  expect([part[1], part[2]]).toEqual([0, 0])
})

test('weak traits order accounts that company says nothing of, and do not lift one over who keeps close company', () => {
  const accounts = 400
  const z = new Float64Array(accounts)
  z[7] = 10
  const trait = Float64Array.from({ length: accounts }, (_, a) => (a % 10) / 10)
  trait[3] = 1000
  const activity = new Float64Array(accounts).fill(20)
  const rank = rankAccounts(z, [trait], activity, { byReference: true })
  const order = [...rank.keys()].sort((a, b) => rank[b]! - rank[a]!)
  expect(order.slice(0, 2)).toEqual([7, 3])
})

test('who speaks in a closed cast ranks by it, and who speaks in none stays where company puts it', () => {
  const z = Float64Array.from([-1, -1, 3])
  const casts = Float64Array.from([2, 0, 2])
  const rank = rankAccounts(z, [], new Float64Array(3), { casts, byReference: false })
  expect([...rank]).toEqual([2, -1, 3])
})
