import type { PersonsFound } from '@tocsin/api'
import { expect, test } from 'vitest'
import { NOBODY_STATED, state, statementsOf, toReview, unstated } from './statements.ts'

const one = { kind: 'account' as const, shown: '', count: 1, where: [], by: ['form' as const] }
const seen: PersonsFound = {
  of: 'first',
  found: ['account:a', 'account:b', 'mail:c'].map((key) => ({ ...one, key })),
  reviewed: false,
  inTitle: [],
}

test('what is stated alike is one statement, of what was looked at', () => {
  const accounts = state(NOBODY_STATED, seen, ['account:a', 'account:b'], {
    as: 'foreign',
    basis: 'Seen',
  })
  const all = state(accounts, seen, ['mail:c'], { as: 'of-the-country', basis: '' })
  expect(toReview(all)).toEqual({
    of: 'first',
    statements: [
      { as: 'foreign', basis: 'Seen', found: ['account:a', 'account:b'] },
      { as: 'of-the-country', found: ['mail:c'] },
    ],
  })
  expect(statementsOf(toReview(all)).get('mail:c')).toEqual({ as: 'of-the-country', basis: '' })
})

test('of whom nothing is stated is told, and whoever is not there any more is dropped', () => {
  const stated = state(NOBODY_STATED, seen, ['account:a'], { as: 'foreign', basis: 'Seen' })
  expect(unstated(stated, seen).map(({ key }) => key)).toEqual(['account:b', 'mail:c'])
  const later = { ...seen, of: 'second', found: seen.found.slice(1) }
  expect(
    Object.keys(state(stated, later, ['mail:c'], { as: 'nobody', basis: 'A number' }).by),
  ).toEqual(['mail:c'])
})

test('nothing stated and no name declared is no review', () => {
  expect(toReview(NOBODY_STATED)).toBeUndefined()
})
