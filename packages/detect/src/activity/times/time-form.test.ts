import { describe, expect, test } from 'vitest'
import { decideTimeForm, namedForm, readTime } from './time-form.ts'

const AT = Date.UTC(2026, 9, 5, 8, 1, 56) * 1000

describe('a number is a time since 1970 only where it is one from 2000 to 2100', () => {
  test.each([
    ['1791187316', 'unix'],
    ['1791187316.5', 'unix'],
    ['1791187316000', 'unix-ms'],
    ['1791187316000000', 'unix-us'],
    ['1791187316000000000', 'unix-ns'],
  ])('%s', (text, name) => {
    expect(decideTimeForm([text, '0', text])).toMatchObject({ form: { rest: { name } } })
  })

  test.each([
    ['46300.334676', 'spreadsheet'],
    ['46300,334676', 'spreadsheet'],
    ['20261005080156', 'compact'],
    ['202610050801', 'compact'],
    ['20261005', 'compact'],
    ['639267841160000000', 'net-ticks'],
    ['134356393160000000', 'filetime'],
    ['812880116', 'cocoa'],
  ])('%s is asked about, with what it may be', (text, format) => {
    const decided = decideTimeForm([text, text])
    expect(decided).toMatchObject({ unclear: expect.stringContaining(text) })
    expect('choices' in decided && decided.choices[0]).toMatchObject({ format })
    expect('choices' in decided && decided.choices[0]!.reads).toContain('2026-10-05')
  })

  test.each([
    ['spreadsheet', '46300.334676'],
    ['compact', '20261005080156'],
    ['net-ticks', '639267841160000000'],
    ['unix', '1791187316'],
  ])('%s reads %s when it is said', (format, text) => {
    expect(Math.abs(readTime(namedForm(format)!, text)! - AT)).toBeLessThanOrEqual(1e6)
  })

  test('a day that no month has is no time', () => {
    expect(readTime(namedForm('compact')!, '20260229080156')).toBeNull()
    expect(readTime(namedForm('compact')!, '20240229080156')).toBe(
      Date.UTC(2024, 1, 29, 8, 1, 56) * 1000,
    )
  })
})

describe('day and month are told apart by the whole column or asked about', () => {
  test.each([
    [['10/1/2026 12:55 AM', '10/13/2026 1:00 PM'], 'month-first'],
    [['01/10/2026 00:55', '13/10/2026 01:00'], 'day-first'],
    [['01.10.2026 00:55', '02.10.2026 00:55'], null],
  ])('%s', (sample, order) => {
    expect(decideTimeForm(sample)).toEqual({ form: { kind: 'written', order } })
  })

  test('no part above twelve', () => {
    expect(decideTimeForm(['10/1/2026 12:55 AM', '10/2/2026 1:00 AM'])).toMatchObject({
      choices: [
        { format: 'month-first', reads: '2026-10-01T00:55:00Z' },
        { format: 'day-first', reads: '2026-01-10T00:55:00Z' },
      ],
    })
  })

  test('a column in which both stand first', () => {
    expect(decideTimeForm(['13/1/2026 0:55', '1/13/2026 0:55'])).toMatchObject({ choices: [] })
  })
})
