import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromMicros, fromMillis, normalTimestamp, toMicros, versionKey } from './timestamp.ts'

test('a timestamp is brought to six fractional digits by cutting, never by rounding', () => {
  expect(normalTimestamp('2016-11-01T03:04:05Z')).toBe('2016-11-01T03:04:05.000000Z')
  expect(normalTimestamp('2016-11-01T03:04:05.1234569Z')).toBe('2016-11-01T03:04:05.123456Z')
})

test.each([
  '2016-02-30T00:00:00Z',
  '2015-02-29T00:00:00Z',
  '2016-13-01T00:00:00Z',
  '2016-01-01T24:00:00Z',
  '2016-01-01T00:60:00Z',
  '2016-01-01T00:00:00+00:00',
  '2016-01-01 00:00:00Z',
  '2016-01-01',
  '',
  'yesterday',
])('%j is no timestamp', (text) => {
  expect(normalTimestamp(text)).toBeNull()
})

test('microseconds and timestamps turn into each other without loss', () => {
  const micros = fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n })
  const check = (): void =>
    fc.assert(fc.property(micros, (value) => toMicros(fromMicros(value)) === value))
  expect(check).not.toThrow()
})

test('a clock reading keeps its fraction of a millisecond', () => {
  expect(fromMillis(1_478_000_000_000.125)).toBe('2016-11-01T11:33:20.000125Z')
})

test('versions of any precision sort by age', () => {
  expect(versionKey('2017-01-27T13:49:53.935Z')).toBe('2017-01-27T13:49:53.935000000Z')
  expect(versionKey('2017-01-27T13:49:53Z') < versionKey('2017-01-27T13:49:53.000001Z')).toBe(true)
})
