import fc from 'fast-check'
import { isIPv4, isIPv6 } from 'node:net'
import { expect, test } from 'vitest'
import { parseAddress, printAddress, toSpan } from './address.ts'

const like = (alphabet: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), maxLength })

test('an address is one just where the system says so', () => {
  fc.assert(
    fc.property(
      fc.oneof(like('0129.', 16), like('0fA:', 24), like('01f:.', 30), fc.ipV6()),
      (text) => {
        // The C library takes zeros before a number of IPv4 within IPv6; so does nobody who writes lists.
        fc.pre(!/(?:^|[.:])0\d+\./.test(text) && !/\.0\d/.test(text))
        expect(parseAddress(text) !== null).toBe(isIPv4(text) || isIPv6(text))
      },
    ),
    { numRuns: 3000 },
  )
})

test('an address keeps its value when it is printed, in the form of RFC 5952', () => {
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      const bytes = parseAddress(text)!
      const printed = printAddress(bytes)
      expect(parseAddress(printed)).toEqual(bytes)
      const url = URL.parse(`http://[${text}]/`)
      expect(bytes.length === 4 || url!.hostname === `[${printed}]`).toBe(true)
    }),
  )
})

test('a block keeps the bits before its length and clears those behind it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.nat(32), (bytes, prefix) => {
      const whole = bytes.reduce((sum, b) => sum * 256 + b, 0)
      const unit = 2 ** (32 - prefix)
      const kept = Math.floor(whole / unit) * unit
      const span = toSpan(bytes, prefix)
      expect(span[0]).toBe(prefix)
      expect(span.slice(1).reduce((sum, b) => sum * 256 + b, 0)).toBe(kept)
    }),
  )
})
