import { expect, test } from 'vitest'
import { hourAt } from './words.ts'

test('the hour at a place goes with its clock, also when that is put back', () => {
  const at = (instant: string) => hourAt('America/New_York', new Date(instant))
  expect(at('2026-11-01T05:59:00Z')).toMatch(/^01:59/)
  expect(at('2026-11-01T06:01:00Z')).toMatch(/^01:01/)
  expect(at('2026-11-01T05:59:00Z')).not.toBe(at('2026-11-01T06:59:00Z'))
  expect(at('2026-11-03T17:00:00Z')).toMatch(/^12:00/)
})
