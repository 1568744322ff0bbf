import { expect, test } from 'vitest'
import { dropWanted, keepWanted, takeWanted, type WantedStore } from './wanted.ts'

function makeStore(): WantedStore {
  const held = new Map<string, string>()
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  }
}

test('the page asked for before sign-in is opened after it, once', () => {
  const store = makeStore()
  keepWanted(store, '/notices/1?at=2', 1000)
  expect(takeWanted(store, 61_000, 'me')).toBe('/notices/1?at=2')
  expect(takeWanted(store, 62_000, 'me')).toBeUndefined()
})

test('a page asked for long ago, or by somebody who signed out, is not opened', () => {
  const store = makeStore()
  keepWanted(store, '/findings/1', 0)
  expect(takeWanted(store, 31 * 60_000, 'me')).toBeUndefined()
  keepWanted(store, '/findings/1', 0)
  dropWanted(store)
  expect(takeWanted(store, 1, 'me')).toBeUndefined()
})

test('the page of one person is not opened for the next', () => {
  const store = makeStore()
  keepWanted(store, '/findings/1', 0, 'somebody')
  expect(takeWanted(store, 1, 'me')).toBeUndefined()
  keepWanted(store, '/findings/1', 0, 'me')
  expect(takeWanted(store, 1, 'me')).toBe('/findings/1')
})

test('only a page of this exchange is ever opened', () => {
  const store = makeStore()
  for (const path of [
    '//elsewhere.example/x',
    '/\\elsewhere.example',
    'https://elsewhere.example',
    '/sign-in#token=1',
    '/',
  ]) {
    keepWanted(store, path, 0)
    expect(takeWanted(store, 1, 'me'), path).toBeUndefined()
  }
  store.setItem('tocsin-wanted', JSON.stringify({ path: '//elsewhere.example', at: 0 }))
  expect(takeWanted(store, 1, 'me')).toBeUndefined()
})
