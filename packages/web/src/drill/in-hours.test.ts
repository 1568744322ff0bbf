import { expect, test } from 'vitest'
import { inHours } from './in-hours.ts'

test.each([
  [0, '0 minutes'],
  [1, '1 minute'],
  [60, '1 hour'],
  [125, '2 hours 5 minutes'],
])('%i minutes are said as %s', (minutes, said) => {
  expect(inHours(minutes)).toBe(said)
})
