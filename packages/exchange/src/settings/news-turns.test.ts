import { expect, test } from 'vitest'
import { endOfQuiet, nextTurn } from './news-turns.ts'

const daily = (hour: number, zone: string, after: string) =>
  nextTurn({ how: 'daily', hour, zone }, new Date(after)).toISOString()
const quietEnd = (at: string, from: string, until: string, zone = 'UTC') =>
  endOfQuiet(new Date(at), { from, until }, zone).toISOString()

test('a daily turn comes when the clocks of the zone show its hour, also where they stand a part of an hour apart', () => {
  expect(daily(8, 'UTC', '2026-10-01T07:59:59.000Z')).toBe('2026-10-01T08:00:00.000Z')
  expect(daily(8, 'UTC', '2026-10-01T08:00:00.000Z')).toBe('2026-10-02T08:00:00.000Z')
  expect(daily(0, 'UTC', '2026-10-01T12:00:00.000Z')).toBe('2026-10-02T00:00:00.000Z')
  expect(daily(8, 'Asia/Kathmandu', '2026-10-01T00:00:00.000Z')).toBe('2026-10-01T02:15:00.000Z')
  expect(daily(8, 'America/New_York', '2026-10-01T12:30:00.000Z')).toBe('2026-10-02T12:00:00.000Z')
})

test('where summer begins an hour that is left out is passed, and where it ends one that comes twice counts once', () => {
  expect(daily(2, 'America/New_York', '2026-03-08T05:00:00.000Z')).toBe('2026-03-08T07:00:00.000Z')
  expect(daily(1, 'America/New_York', '2026-11-01T04:00:00.000Z')).toBe('2026-11-01T05:00:00.000Z')
  expect(daily(1, 'America/New_York', '2026-11-01T05:00:00.000Z')).toBe('2026-11-02T06:00:00.000Z')
})

test('whoever is told as it comes is looked after every five minutes', () => {
  const rhythm = { how: 'at-once', hour: 8, zone: 'UTC' } as const
  expect(nextTurn(rhythm, new Date('2026-10-01T12:00:00.000Z')).toISOString()).toBe(
    '2026-10-01T12:05:00.000Z',
  )
})

test('quiet hours hold a turn until they end, over midnight too, and all day where they begin as they end', () => {
  expect(quietEnd('2026-10-01T23:10:00.000Z', '22:00', '07:00')).toBe('2026-10-02T07:00:00.000Z')
  expect(quietEnd('2026-10-01T07:00:00.000Z', '22:00', '07:00')).toBe('2026-10-01T07:00:00.000Z')
  expect(quietEnd('2026-10-01T12:00:00.000Z', '09:00', '17:10')).toBe('2026-10-01T17:15:00.000Z')
  expect(quietEnd('2026-10-01T21:00:00.000Z', '22:00', '07:00', 'Europe/Paris')).toBe('2026-10-02T05:00:00.000Z') // prettier-ignore
  expect(quietEnd('2026-10-01T12:00:00.000Z', '09:00', '09:00')).toBe('2026-10-02T12:00:00.000Z')
  expect(endOfQuiet(new Date('2026-10-01T23:10:00.000Z'), undefined, 'UTC').toISOString()).toBe(
    '2026-10-01T23:10:00.000Z',
  )
})
