import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText } from './decode.ts'

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))
const bad = (words: RegExp) =>
  expect.objectContaining({ code: 'not-utf8', message: expect.stringMatching(words) })

test('UTF-8 is read to the letter, and a byte-order mark is skipped', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const bytes = new TextEncoder().encode(`"${text}`)
      expect(decodeText(bytes)).toBe(`"${text}`)
      expect(decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]))).toBe(`"${text}`)
    }),
  )
  expect(decodeText(new Uint8Array())).toBe('')
})

test.each([
  ['a letter of Latin-1', latin1('{"a":"Comit\xe9"}'), /byte 11 \(0xE9, line 1\)/],
  ['a letter further down', latin1('{\n"a":\n"\xfc"}'), /byte 8 \(0xFC, line 3\)/],
  ['a byte that only follows', latin1('"\x80"'), /byte 1 \(0x80, line 1\)/],
  ['a character cut off', latin1('"\xe2\x82'), /byte 1 \(0xE2, line 1\)/],
  ['a surrogate', latin1('"\xed\xa0\x80"'), /byte 1 \(0xED, line 1\)/],
  ['a form too long', latin1('"\xc0\xaf"'), /byte 1 \(0xC0, line 1\)/],
])('%s is refused with its place', (_, bytes, place) => {
  expect(() => decodeText(bytes)).toThrow(bad(place))
})

test.each(['utf16le', 'ucs2'] as const)('text in %s is named so', (encoding) => {
  for (const mark of ['', '\uFEFF']) {
    const bytes = Buffer.from(`${mark}{"a":1}`, encoding)
    expect(() => decodeText(bytes)).toThrow(bad(/UTF-16/))
    expect(() => decodeText(Buffer.from(bytes).swap16())).toThrow(bad(/UTF-16/))
  }
})

test('the place that is named is the end of the longest part that is UTF-8', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 40 }), (tail) => {
      const bytes = Uint8Array.from([...latin1('ab'), ...tail])
      let message = ''
      try {
        decodeText(bytes)
        return
      } catch (error) {
        message = (error as Error).message
      }
      const at = /byte (\d+)/.exec(message)?.[1]
      if (at === undefined) return expect(message).toMatch(/UTF-(16|32)/)
      expect(() => decodeText(bytes.subarray(0, Number(at)))).not.toThrow()
    }),
    { numRuns: 2000 },
  )
})
