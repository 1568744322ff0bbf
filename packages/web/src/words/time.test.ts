import { LANGUAGES } from './language.ts'
import { expect, test } from 'vitest'
import { fromField, toCalendarDay, toField, toLength, toLocalTime, toSpan } from './time.ts'

const MINUTE = 60_000

test('an instant names its zone, in each language', () => {
  for (const language of LANGUAGES) {
    expect(toLocalTime('2026-11-03T12:05:00.000Z', false, language)).toMatch(/2026.* (GMT|UTC)/)
  }
})

test('a day of the calendar is the same day wherever it is read, and written as instants are', () => {
  expect(toCalendarDay('2026-11-03')).toBe('3 Nov 2026')
  expect(toCalendarDay('2026-11-03', 'fr')).toBe('3 nov. 2026')
  expect(toLocalTime('2026-11-03T12:00:00.000Z')).toMatch(/^3 Nov 2026/)
})

test('a length has at most two units', () => {
  expect(toLength(20_000)).toBe('under a minute')
  expect(toLength(59.6 * MINUTE)).toBe('1 h')
  expect(toLength(125 * MINUTE)).toBe('2 h 5 min')
  expect(toLength(51 * 60 * MINUTE)).toBe('2 d 3 h')
  expect(toSpan(45)).toBe('45 s')
  expect(toSpan(null)).toBe('no limit')
})

test('a date field gives back the instant it was filled with, and nothing while it is incomplete', () => {
  const instant = '2026-11-03T12:05:00.000Z'
  expect(fromField(toField(instant))).toBe(instant)
  expect(fromField('')).toBeUndefined()
})
