import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalize } from './canonical.ts'

describe('canonicalize (RFC 8785)', () => {
  test('reproduces the worked example of section 3.2', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalize(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('sorts keys by UTF-16 code units, not by code points', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 }
    expect(Object.values(JSON.parse(canonicalize(value)))).toHaveLength(7)
    const keys = [...canonicalize(value).matchAll(/:(\d)/g)].map((m) => m[1])
    expect(keys).toEqual(['2', '4', '6', '7', '1', '5', '3'])
  })

  test('writes negative zero as 0', () => {
    expect(canonicalize([-0, 0])).toBe('[0,0]')
  })

  test.each([
    [Number.NaN, 'not-json'],
    [Number.POSITIVE_INFINITY, 'not-json'],
    [[undefined], 'not-json'],
    [1n, 'not-json'],
    ['\ud800', 'lone-surrogate'],
    [{ '\udc00': 1 }, 'lone-surrogate'],
  ])('refuses %s', (value, code) => {
    expect(() => canonicalize(value)).toThrow(expect.objectContaining({ code }))
  })

  test('refuses a cycle and a value of 100,000 levels', () => {
    const cycle: unknown[] = []
    cycle.push(cycle)
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    for (const value of [cycle, deep])
      expect(() => canonicalize(value)).toThrow(expect.objectContaining({ code: 'too-deep' }))
  })

  test('keeps the value, is a fixed point, and ignores the order of keys', () => {
    const json = fc.jsonValue({ stringUnit: 'grapheme' })
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalize(value)
        expect(canonicalize(JSON.parse(text))).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (object) => {
        const turned = Object.fromEntries(Object.entries(object).toReversed())
        expect(canonicalize(turned)).toBe(canonicalize(object))
      }),
    )
  })
})
