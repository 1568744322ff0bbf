import { expect, test } from 'vitest'
import { readWritten, type DayOrder } from './written.ts'

const AT = Date.UTC(2026, 9, 1, 0, 55) * 1000

test.each<[string, DayOrder | null]>([
  ['01.10.2026 00:55', null],
  ['1.10.2026, 0:55:00', null],
  ['1. 10. 2026 00:55', null],
  ['10/1/2026 12:55 AM', 'month-first'],
  ['10/1/2026, 12:55:00\u202fAM', 'month-first'],
  ['10/1/26 0:55', 'month-first'],
  ['01/10/2026 00:55:00', 'day-first'],
  ['1-10-2026 00:55', 'day-first'],
  ['2026/10/01 00:55', null],
  ['2026.10.1 00:55', null],
  ['2026-10-01T00:55Z', null],
  ['2026-10-01 00:55 UTC', null],
  ['2026-10-01 00:55:00,0', null],
  ['2026-10-01T02:55:00.0000000+02:00', null],
  ['2026-09-30 20:55:00 EDT', null],
  ['Oct 1, 2026 · 12:55 AM UTC', null],
  ['October 1, 2026 at 12:55 a.m.', null],
  ['1 Oct 2026 00:55', null],
  ['Thu, 01 Oct 2026 00:55:00 GMT', null],
  ['Thu, 01 Oct 2026 02:55:00 +0200', null],
  ['Thu Oct 01 00:55:00 +0000 2026', null],
  ['00:55 01-10-2026', 'day-first'],
])('%s is read', (text, order) => {
  expect(readWritten(text, order)).toBe(AT)
})

test.each<[string, DayOrder | null]>([
  ['10/1/2026 00:55', null],
  ['13/13/2026 00:55', 'day-first'],
  ['31.02.2026 00:55', null],
  ['2026-10-01 25:00', null],
  ['2026-10-01 13:00 PM', null],
  ['2026-10-01 00:55:00 IST', null],
  ['yesterday', null],
  ['46300.334676', null],
  ['', null],
])('%s is not guessed at', (text, order) => {
  expect(readWritten(text, order)).toBeNull()
})
