import { expect, test } from 'vitest'
import { newCode, workFor } from './public-work.ts'

test('a code is of signs that are not taken for each other, and differs each time', () => {
  const codes = Array.from({ length: 50 }, newCode)
  expect(codes.filter((one) => !/^([2-9A-HJKMNP-Z]{4}-){2}[2-9A-HJKMNP-Z]{4}$/.test(one))).toEqual(
    [],
  )
  expect(new Set(codes).size).toBe(50)
})

test('the work of a challenge hashes to as many zeros as are asked for', async () => {
  const answer = await workFor('a challenge', 8)
  const digest = await crypto.subtle.digest(
    'SHA-256',
    new TextEncoder().encode(`a challenge:${answer}`),
  )
  expect(new Uint8Array(digest)[0]).toBe(0)
})
