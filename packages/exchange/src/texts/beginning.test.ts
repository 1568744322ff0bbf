import { expect, test } from 'vitest'
import { beginningOf } from './beginning.ts'

test('a text that is cut ends before a sign that would be halved, and is whole where it fits', () => {
  expect(beginningOf('vote 🗳️ now', 6)).toBe('vote ')
  expect(beginningOf('vote 🗳️ now', 7)).toBe('vote 🗳')
  expect(beginningOf('🗳', 2)).toBe('🗳')
  expect(beginningOf('vote', 300)).toBe('vote')
})
