import { expect, test } from 'vitest'
import { compareAccounts, countFates, describeHeld } from './compare.ts'

const held = (...accounts: string[]) => ({
  members: accounts.map((account, place) => ({
    account,
    score: place / 10,
    degree: 1,
    posts: 1,
    matched: 1,
  })),
  membersTotal: accounts.length,
})

test('each account of either document came, went or stayed, by its exact name', () => {
  const compared = compareAccounts(held('a', 'B', 'c'), held('c', 'b', 'a'))
  expect(compared).toEqual([
    { account: 'B', fate: 'came', now: 0.1 },
    { account: 'b', fate: 'went', before: 0.1 },
    { account: 'a', fate: 'stayed', now: 0, before: 0.2 },
    { account: 'c', fate: 'stayed', now: 0.2, before: 0 },
  ])
  expect(countFates(compared)).toEqual({ came: 1, went: 1, stayed: 2 })
})

test('where a document holds some of its accounts, nobody is said to have come or gone for certain', () => {
  expect(describeHeld(held('a'), held('a'))).toBeUndefined()
  const cut = { ...held('a', 'b'), membersTotal: 5000 }
  expect(describeHeld(held('a'), cut)).toMatch(/earlier one 2 of 5,000 accounts/)
})
