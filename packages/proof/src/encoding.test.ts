import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProofError } from './errors.ts'
import { fromBase64, fromDecimal, toBase64, toText } from './encoding.ts'

/** The text decoded and encoded again, or the code of the refusal. */
function respelt(text: string): string {
  try {
    return toBase64(fromBase64(text))
  } catch (error) {
    return (error as ProofError).code
  }
}

describe('base64', () => {
  test('returns the bytes that went in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes)
      }),
    )
  })

  test('has one spelling for any bytes: whatever decodes encodes back to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgw=+/ \n-_') }), (text) => {
        expect([text, 'malformed-base64']).toContain(respelt(text))
      }),
      { numRuns: 2000 },
    )
  })

  test.each(['AB==', 'AA=', 'AA', 'AAA', ' AAA', 'AAAA\n', 'AAA_', '====', '='])(
    'refuses %j',
    (text) => {
      expect(() => fromBase64(text)).toThrow(expect.objectContaining({ code: 'malformed-base64' }))
    },
  )
})

test.each(['', '01', '+1', '-1', '1e3', ' 1', '0x1', '9007199254740992', '99999999999999999999'])(
  'the decimal %j is refused',
  (text) => {
    expect(() => fromDecimal(text)).toThrow(expect.objectContaining({ code: 'malformed-number' }))
  },
)

test('bytes that are not UTF-8 are refused, and a byte order mark is not swallowed', () => {
  expect(() => toText(Uint8Array.of(0xc3, 0x28))).toThrow(
    expect.objectContaining({ code: 'malformed-text' }),
  )
  expect(toText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\uFEFFa')
})
