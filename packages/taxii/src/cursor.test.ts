import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCursorSeal } from './cursor.ts'

const secret = new Uint8Array(32).fill(7)
const cursors = createCursorSeal(secret)
/** Another process of the same server: it never saw what `cursors` sealed. */
const others = createCursorSeal(secret)

test('a cursor opens only under its own binding and secret', () => {
  const token = cursors.seal('120:900', 'member a')
  expect(cursors.open(token, 'member a')).toBe('120:900')
  expect(others.open(token, 'member a')).toBe('120:900')
  for (const one of [cursors, others]) expect(one.open(token, 'member b')).toBeNull()
  const stranger = createCursorSeal(new Uint8Array(32).fill(8))
  expect(stranger.open(token, 'member a')).toBeNull()
})

test('the same cursor seals to the same text, and the text does not show it', () => {
  const token = cursors.seal('120:900', 'member a')
  for (const one of [cursors, others]) expect(one.seal('120:900', 'member a')).toBe(token)
  expect(token).toMatch(/^[A-Za-z0-9_-]+$/)
  expect(atob(token.replaceAll('-', '+').replaceAll('_', '/'))).not.toContain('120')
})

test('a cursor of any length and script comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string(), (text, binding) => {
      const cursor = text.trimEnd()
      const token = cursors.seal(cursor, binding)
      for (const one of [cursors, others]) expect(one.open(token, binding)).toBe(cursor)
    }),
  )
})

test('no changed bit goes unnoticed', () => {
  const token = cursors.seal('120:900', 'x')
  for (let i = 0; i < token.length - 1; i++) {
    const changed = token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1)
    expect(cursors.open(changed, 'x')).toBeNull()
  }
})

test('any text is opened or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(cursors.open(text, 'x')).toBeNull()
    }),
  )
})

test('a short secret is refused', () => {
  expect(() => createCursorSeal(new Uint8Array(31))).toThrow(RangeError)
})
