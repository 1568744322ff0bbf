import { LANGUAGES } from './language.ts'
import { expect, test } from 'vitest'
import {
  chooseZone,
  fromField,
  toCalendarDay,
  toField,
  toLength,
  toLocalTime,
  toSpan,
} from './time.ts'

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

test('in a zone that was chosen times are named and fields filled in it, over changes of the clocks too', () => {
  chooseZone('America/New_York')
  try {
    expect(toLocalTime('2026-11-03T12:05:00.000Z')).toMatch(/07:05.*(GMT-5|EST)/)
    expect(toField('2026-11-03T12:05:00.000Z')).toBe('2026-11-03T07:05')
    for (const instant of ['2026-10-31T23:30:00.000Z', '2026-11-01T12:00:00.000Z'])
      expect(fromField(toField(instant))).toBe(instant)
    // 01:30 comes twice on 1 November 2026, and 02:30 not at all on 8 March.
    expect(fromField('2026-11-01T01:30')).toBe('2026-11-01T05:30:00.000Z')
    expect(fromField('2026-03-08T02:30')).toBe('2026-03-08T07:30:00.000Z')
  } finally {
    chooseZone(undefined)
  }
})
