import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCursorSeal } from './cursor.ts'

const secret = new Uint8Array(32).fill(7)
const cursors = createCursorSeal(secret)

test('a cursor opens only under its own binding and secret', async () => {
  const token = await cursors.seal('120:900', 'member a')
  expect(await cursors.open(token, 'member a')).toBe('120:900')
  expect(await cursors.open(token, 'member b')).toBeNull()
  const other = createCursorSeal(new Uint8Array(32).fill(8))
  expect(await other.open(token, 'member a')).toBeNull()
})

test('the same cursor seals to the same text, and the text does not show it', async () => {
  const token = await cursors.seal('120:900', 'member a')
  expect(await cursors.seal('120:900', 'member a')).toBe(token)
  expect(token).toMatch(/^[A-Za-z0-9_-]+$/)
  expect(atob(token.replaceAll('-', '+').replaceAll('_', '/'))).not.toContain('120')
})

test('no changed bit goes unnoticed', async () => {
  const token = await cursors.seal('120:900', 'x')
  for (let i = 0; i < token.length - 1; i++) {
    const changed = token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1)
    expect(await cursors.open(changed, 'x')).toBeNull()
  }
})

test('any text is opened or refused, never thrown at', async () => {
  const property = fc.asyncProperty(fc.string(), async (text) => {
    expect(await cursors.open(text, 'x')).toBeNull()
  })
  await expect(fc.assert(property)).resolves.toBeUndefined()
})

test('a short secret is refused', () => {
  expect(() => createCursorSeal(new Uint8Array(31))).toThrow(RangeError)
})
