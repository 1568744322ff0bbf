import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareTimestamps, fromTimestamp, isTimestamp, toTimestamp } from './timestamp.ts'

describe('timestamps', () => {
  test.each([
    '2016-04-06T20:03:48Z',
    '2016-04-06T20:03:48.000Z',
    '2016-02-29T00:00:00.123456789Z',
    '2016-12-31T23:59:60Z',
  ])('%s is one', (text) => expect(isTimestamp(text)).toBe(true))

  test.each([
    '2016-04-06T20:03:48',
    '2016-04-06T20:03:48+00:00',
    '2016-04-06 20:03:48Z',
    '2016-04-06t20:03:48z',
    '2016-04-06T20:03:48.Z',
    '2016-04-31T20:03:48Z',
    '2015-02-29T20:03:48Z',
    '1900-02-29T20:03:48Z',
    '2016-13-06T20:03:48Z',
    '2016-04-06T24:00:00Z',
    '2016-04-06T20:03:60Z',
    '2016-04-06T20:03:48Z\n',
    '２016-04-06T20:03:48Z',
    '',
  ])('%j is none', (text) => expect(isTimestamp(text)).toBe(false))

  test('every instant goes there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62167219200000, max: 253402300799999 }), (ms) => {
        const text = toTimestamp(ms)
        expect(isTimestamp(text)).toBe(true)
        expect(fromTimestamp(text)).toBe(ms)
      }),
    )
  })

  test('order does not depend on the length of the fraction', () => {
    expect(compareTimestamps('2016-01-01T00:00:00Z', '2016-01-01T00:00:00.000Z')).toBe(0)
    expect(compareTimestamps('2016-01-01T00:00:00.1Z', '2016-01-01T00:00:00.09Z')).toBe(1)
    expect(compareTimestamps('2016-01-01T00:00:00.999Z', '2016-01-01T00:00:01Z')).toBe(-1)
  })

  test('a time outside the years 0 to 9999 is refused', () => {
    expect(() => toTimestamp(Number.NaN)).toThrow(
      expect.objectContaining({ code: 'bad-timestamp' }),
    )
    expect(() => fromTimestamp('now')).toThrow(expect.objectContaining({ code: 'bad-timestamp' }))
  })
})
