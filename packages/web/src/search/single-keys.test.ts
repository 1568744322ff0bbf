import { expect, test } from 'vitest'
import { hasSingleKeys, opensBy, setSingleKeys } from './single-keys.ts'

const struck = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

test('Ctrl or ⌘ with K opens the search, also while somebody writes', () => {
  for (const command of [{ ctrlKey: true }, { metaKey: true }])
    for (const key of ['k', 'K'])
      expect(opensBy(struck(key, command), { isWriting: true, single: false })).toBe('search')
})

test('a key alone opens nothing where it would be written, or where such keys are turned off', () => {
  const free = { isWriting: false, single: true }
  expect(opensBy(struck('/'), free)).toBe('search')
  expect(opensBy(struck('?', { shiftKey: true }), free)).toBe('hints')
  expect(opensBy(struck('k'), free)).toBeUndefined()
  for (const not of [
    { isWriting: true, single: true },
    { isWriting: false, single: false },
  ])
    for (const key of ['/', '?']) expect(opensBy(struck(key), not)).toBeUndefined()
})

test('keys of the browser stay its own', () => {
  const free = { isWriting: false, single: true }
  expect(opensBy(struck('K', { ctrlKey: true, shiftKey: true }), free)).toBeUndefined()
  expect(opensBy(struck('/', { ctrlKey: true }), free)).toBeUndefined()
})

test('single keys work until they are turned off in this browser', () => {
  const kept = new Map<string, string>()
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  expect(hasSingleKeys(store)).toBe(true)
  setSingleKeys(store, false)
  expect(hasSingleKeys(store)).toBe(false)
  setSingleKeys(store, true)
  expect(hasSingleKeys(store)).toBe(true)
})
