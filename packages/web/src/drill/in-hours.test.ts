import { expect, test } from 'vitest'
import { inHours } from './in-hours.ts'

test.each([
  [0, '0 minutes'],
  [1, '1 minute'],
  [60, '1 hour'],
  [125, '2 hours 5 minutes'],
  [71 * 60 + 1, '71 hours 1 minute'],
  [57 * 1440 + 61, '57 days 1 hour'],
  [3 * 1440, '3 days'],
])('%i minutes are said as %s', (minutes, said) => {
  expect(inHours(minutes)).toBe(said)
})
