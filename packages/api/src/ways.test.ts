import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultOfWays, formatWays, parseWays, WAYS, type Hours, type WayStep } from './ways.ts'

test('an order of ways is read from a line as an office would write it', () => {
  expect(parseWays('Call mon-fri 08:00-17:00; SMS; mail')).toEqual([
    { way: 'call', hours: [{ days: [1, 2, 3, 4, 5], from: 480, to: 1020 }] },
    { way: 'sms', hours: [] },
  ])
  expect(parseWays('voice sat,sun 22:00-06:00 & fri')).toEqual([
    {
      way: 'voice',
      hours: [
        { days: [6, 7], from: 1320, to: 360 },
        { days: [5], from: 0, to: 1440 },
      ],
    },
  ])
})

test.each([
  ['pigeon', '"pigeon" is no way'],
  ['mail mon-fri 08:00-17:00', 'mail always goes at once'],
  ['sms 25:00-26:00', 'has hours that are none'],
  ['sms monday 08:00-09:00', '"monday" is no day'],
  ['sms 8-17', 'is no hours'],
  ['sms; call; sms', 'sms stands there twice'],
])('of a line that cannot be read it says why: %s', (line, words) => {
  expect(() => parseWays(line)).toThrow(words)
})

test('an order is held against the numbers on file: none without a number, no number without a turn, no hours without a zone', () => {
  const numbers = { phone: '555-0100', sms: '+15555550100' }
  expect(faultOfWays({ ...numbers, ways: 'call; sms' }, false)).toBeUndefined()
  expect(faultOfWays({ ...numbers, ways: 'call; fax; sms' }, true)).toContain('no number for it')
  expect(faultOfWays({ ...numbers, ways: 'call' }, true)).toContain('number for sms')
  expect(faultOfWays({ ...numbers, ways: 'sms mon 08:00-09:00' }, false)).toContain('time zone')
  expect(faultOfWays({ ...numbers, ways: 'sms mon 08:00-09:00' }, true)).toBeUndefined()
  expect(faultOfWays({ ...numbers, ways: ' ' }, false)).toBeUndefined()
})

const hours: fc.Arbitrary<Hours> = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    from: fc.integer({ min: 0, max: 1439 }),
    to: fc.integer({ min: 0, max: 1440 }),
  })
  .filter(({ from, to }) => from !== to)
  .map(({ days, ...rest }) => ({ days: days.toSorted((a, b) => a - b), ...rest }))
const steps: fc.Arbitrary<WayStep[]> = fc.uniqueArray(
  fc.record({ way: fc.constantFrom(...WAYS), hours: fc.array(hours, { maxLength: 4 }) }),
  { selector: ({ way }) => way },
)

test('whatever order there is, its line says the same and no more', () => {
  fc.assert(
    fc.property(steps, (order) => {
      expect(parseWays(formatWays(order))).toEqual(order)
    }),
  )
})

test('any text is read as an order or refused in words', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const fault = faultOfWays({ ways: text, phone: '1', sms: '1', voice: '1', fax: '1' }, true)
      expect(fault ?? 'no fault').toMatch(/^\S.{5,}/su)
    }),
  )
})
