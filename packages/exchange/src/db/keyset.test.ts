import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readInstant, readKey, readReal, REAL } from './keyset.ts'

test('the place of a row is read again, whatever number its key has', () => {
  const numbers = fc.double({ noNaN: true, noDefaultInfinity: true })
  const property = fc.property(numbers, (number) => {
    expect(readReal(readKey(String(number), REAL)![0]!)).toBe(number === 0 ? 0 : number)
  })
  expect(() => fc.assert(property, { numRuns: 2000 })).not.toThrow()
  for (const number of [1e300, 1e20, 1.2345678901234567e-6, -5e-324])
    expect(readKey(String(number), REAL)).toEqual([String(number)])
})

test('a month 13 is no place in a list', () => {
  expect(readInstant('2026-10-01T00:00:00.000Z')).toEqual(new Date(Date.UTC(2026, 9, 1)))
  for (const none of ['2026-13-01T00:00:00.000Z', '2026-02-30T00:00:00.000Z'])
    expect(() => readInstant(none)).toThrow(
      expect.objectContaining({ code: 'bad-request', path: '/query/after' }),
    )
})

test('a number beyond every number is no place in a list, and one too small to be told from 0 is 0', () => {
  expect(() => readReal('1e+999')).toThrow(expect.objectContaining({ code: 'bad-request' }))
  expect(readReal('1e-400')).toBe(0)
})
