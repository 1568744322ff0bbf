import { METHOD_EXTENSION, type DetectorMethod } from '@tocsin/api'
import { expect, test } from 'vitest'
import { missingTraces, readMethod, toSettings } from './method.ts'

const METHOD: DetectorMethod = {
  detector: 'coordination',
  version: 1,
  traces: ['link', 'mention'],
  window: 60,
  min: 3,
}
const note = (said: unknown, more: object = {}) => ({
  type: 'note',
  extensions: { [METHOD_EXTENSION]: said },
  ...more,
})

test('a method is read out of the note that carries it, and whatever else stands there is left', () => {
  const carried = { extension_type: 'property-extension', ...METHOD, command: 'rm' }
  expect(readMethod([{ type: 'identity' }, note(carried)])).toEqual(METHOD)
  expect(readMethod([{ type: 'note' }, note(carried, { revoked: true })])).toBeUndefined()
})

test('one out of bounds or of another version is not known, and not taken in part', () => {
  const others = [
    null,
    'text',
    { ...METHOD, version: 2 },
    { ...METHOD, detector: 'other' },
    { ...METHOD, window: 0 },
    { ...METHOD, window: Number.NaN },
    { ...METHOD, min: 1.5 },
    { ...METHOD, traces: [] },
    { ...METHOD, traces: ['<b>'] },
    { ...METHOD, traces: Array.from({ length: 11 }, () => 'link') },
  ]
  expect(others.map((said) => readMethod([note(said)]))).toEqual(others.map(() => 'unknown'))
})

test('a form begins with what the method looks at, and what a file has no column for is named', () => {
  const { refused, seconds, min } = toSettings(METHOD)
  expect(refused.has('link')).toBe(false)
  expect(refused.has('text')).toBe(true)
  expect([seconds, min]).toEqual(['60', '3'])
  expect(missingTraces(METHOD, { account: 'a', links: 'l' })).toEqual(['mention'])
  expect(missingTraces(METHOD, { account: 'a' })).toEqual(['link', 'mention'])
})
