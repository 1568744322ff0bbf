import { expect, test } from 'vitest'
import { toTimeIn } from '../words/time.ts'
import { shiftsOf } from './planned.ts'

const planned = {
  personId: 'x',
  from: '2026-10-24T08:00',
  until: '2026-10-24T16:00',
  zone: 'Europe/Dublin',
  days: 2,
}

test('shifts of several days keep the hours of their zone when its clocks change', () => {
  expect(shiftsOf(planned)).toEqual([
    { from: '2026-10-24T07:00:00.000Z', until: '2026-10-24T15:00:00.000Z' },
    { from: '2026-10-25T08:00:00.000Z', until: '2026-10-25T16:00:00.000Z' },
  ])
  const night = { from: '2026-10-31T22:00', until: '2026-11-01T06:00', zone: 'America/New_York' }
  expect(shiftsOf({ ...planned, ...night, days: 1 })).toEqual([
    { from: '2026-11-01T02:00:00.000Z', until: '2026-11-01T11:00:00.000Z' },
  ])
})

test('what is incomplete or ends before it begins is no shift', () => {
  expect(shiftsOf({ ...planned, until: '' })).toEqual([])
  expect(shiftsOf({ ...planned, until: planned.from })).toEqual([])
})

test('a shift is named in the zone that it was planned in, and in UTC where the browser knows no such zone', () => {
  expect(toTimeIn('2026-10-01T12:00:00.000Z', 'Asia/Tokyo')).toBe('1 Oct 2026, 21:00 GMT+9')
  expect(toTimeIn('2026-10-01T12:00:00.000Z', 'Atlantis/Port')).toBe('1 Oct 2026, 12:00 UTC')
})
