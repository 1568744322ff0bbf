import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromText, toHex } from './encoding.ts'
import { sha256 } from './sha256.ts'

describe('the synchronous SHA-256', () => {
  test('gives the known answers of FIPS 180-4', () => {
    expect(toHex(sha256(fromText('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
    expect(toHex(sha256(new Uint8Array(0)))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
  })

  test('agrees with Web Crypto at every length around the block borders', async () => {
    for (let length = 0; length < 200; length++) {
      const data = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 0xff)
      const expected = new Uint8Array(await crypto.subtle.digest('SHA-256', data))
      expect(sha256(data)).toEqual(expected)
    }
  })

  test('agrees with Web Crypto on any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 1000 }), async (data) => {
        const expected = await crypto.subtle.digest('SHA-256', new Uint8Array(data))
        expect(sha256(data)).toEqual(new Uint8Array(expected))
      }),
    )
  })
})
