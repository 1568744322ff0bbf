import { expect, test } from 'vitest'
import { describeChange } from './role-change.ts'

test('of a change of roles it is told what is given and what is taken, before it is made', () => {
  expect(describeChange(['analyst'], ['analyst', 'reviewer'])).toBe('Gives: Second reviewer.')
  expect(describeChange(['analyst', 'clerk'], ['reviewer'])).toBe(
    'Gives: Second reviewer. Takes: Analyst, Clerk.',
  )
  expect(describeChange(['analyst', 'clerk'], ['clerk', 'analyst'])).toBeUndefined()
})
