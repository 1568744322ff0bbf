import { parseWays, shownIn } from '@tocsin/api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openingOf } from './hours.ts'

const MINUTE = 60_000

function open(hours: string, zone: string) {
  return openingOf(parseWays(`sms ${hours}`)[0]!.hours, zone)
}

const at = (text: string) => new Date(text)

test('hours are those of the wall there: 08:00 in Denver is 14:00 UTC in summer and 15:00 in winter', () => {
  const one = open('mon-fri 08:00-17:00', 'America/Denver')
  expect(one.opensAt(at('2026-07-04T12:00:00Z'))).toEqual(at('2026-07-06T14:00:00Z'))
  expect(one.opensAt(at('2026-11-03T03:00:00Z'))).toEqual(at('2026-11-03T15:00:00Z'))
  expect(one.closesAt(at('2026-11-03T18:00:00Z'))).toEqual(at('2026-11-04T00:00:00Z'))
  expect(one.isOpen(at('2026-11-03T14:59:59Z'))).toBe(false)
  expect(one.isOpen(at('2026-11-03T15:00:00Z'))).toBe(true)
})

test('hours over midnight belong to the day on which they begin', () => {
  const one = open('fri 22:00-06:00', 'America/New_York')
  expect(one.isOpen(at('2026-12-05T10:59:00Z'))).toBe(true)
  expect(one.isOpen(at('2026-12-04T10:59:00Z'))).toBe(false)
  expect(one.closesAt(at('2026-12-05T04:00:00Z'))).toEqual(at('2026-12-05T11:00:00Z'))
})

test('hours in a leap of the clocks begin when the clocks have leapt, and those wholly in it on the next such day', () => {
  // On 8 March 2026 clocks in New York go from 01:59 to 03:00, at 07:00 UTC.
  const part = open('sun 02:30-05:00', 'America/New_York')
  expect(part.opensAt(at('2026-03-08T05:00:00Z'))).toEqual(at('2026-03-08T07:00:00Z'))
  const whole = open('sun 02:10-02:40', 'America/New_York')
  expect(whole.opensAt(at('2026-03-08T05:00:00Z'))).toEqual(at('2026-03-15T06:10:00Z'))
})

test('an hour that the clocks show twice is open both times', () => {
  // On 1 November 2026 clocks in New York go from 01:59 back to 01:00, at 06:00 UTC.
  const one = open('sun 01:30-03:00', 'America/New_York')
  expect(one.opensAt(at('2026-11-01T04:00:00Z'))).toEqual(at('2026-11-01T05:30:00Z'))
  expect(one.closesAt(at('2026-11-01T05:40:00Z'))).toEqual(at('2026-11-01T06:00:00Z'))
  expect(one.opensAt(at('2026-11-01T06:10:00Z'))).toEqual(at('2026-11-01T06:30:00Z'))
})

test('without hours it is always open', () => {
  const one = openingOf([], 'UTC')
  expect(one.opensAt(at('2026-11-01T06:10:00Z'))).toEqual(at('2026-11-01T06:10:00Z'))
  expect(one.closesAt(at('2026-11-01T06:10:00Z'))).toBeUndefined()
})

const zones = Intl.supportedValuesOf('timeZone')
const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
const quarter = fc.integer({ min: 0, max: 95 }).map((n) => n * 15)
const hours = fc
  .array(fc.record({ days, from: quarter, to: quarter }), { minLength: 1, maxLength: 3 })
  .filter((list) => list.every(({ from, to }) => from !== to))

test('in every zone of the world: when they open they are open, before it they are not, and the wall shows it', () => {
  const instant = fc.date({ min: at('2024-01-01'), max: at('2027-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.constantFrom(...zones), hours, instant, (zone, list, from) => {
      const one = openingOf(list, zone)
      const shown = shownIn(zone)
      const opens = one.opensAt(from)
      expect(one.isOpen(opens)).toBe(true)
      const wall = new Date(shown(opens.getTime()))
      const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes()
      const day = ((wall.getUTCDay() + 6) % 7) + 1
      const before = day === 1 ? 7 : day - 1
      expect(
        list.some(({ days: on, from: first, to }) =>
          first < to
            ? on.includes(day) && minute >= first && minute < to
            : (on.includes(day) && minute >= first) || (on.includes(before) && minute < to),
        ),
      ).toBe(true)
      for (let t = from.getTime(); t < opens.getTime(); t += 7 * MINUTE)
        expect(one.isOpen(new Date(t))).toBe(false)
      const closes = one.closesAt(opens)
      if (!closes) return
      expect(one.isOpen(closes)).toBe(false)
      for (let t = opens.getTime(); t < closes.getTime(); t += 7 * MINUTE)
        expect(one.isOpen(new Date(t))).toBe(true)
    }),
  )
})
