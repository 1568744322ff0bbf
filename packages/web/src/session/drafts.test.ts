import { expect, test } from 'vitest'
import { dropDraft, dropDrafts, readDraft, writeDraft, type DraftStore } from './drafts.ts'

function makeStore(most = Infinity): DraftStore {
  const held = new Map<string, string>()
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > most) throw new Error('the quota is exceeded')
      held.set(key, value)
    },
    removeItem: (key) => void held.delete(key),
    key: (index) => [...held.keys()][index] ?? null,
    get length() {
      return held.size
    },
  }
}
const AT = '2026-10-20T12:00:00.000Z'

test('a draft comes back to the person who wrote it and to nobody else', () => {
  const store = makeStore()
  expect(writeDraft(store, 'one', 'notice', { at: AT, value: { subject: 'Hours' } })).toBe(true)
  expect(readDraft(store, 'one', 'notice')).toEqual({ at: AT, value: { subject: 'Hours' } })
  expect(readDraft(store, 'two', 'notice')).toBeUndefined()
  expect(readDraft(store, 'one', 'release/1')).toBeUndefined()
})

test('a draft that was sent or thrown away is gone, and signing in drops those of others', () => {
  const store = makeStore()
  for (const person of ['one', 'two']) {
    writeDraft(store, person, 'notice', { at: AT, value: 1 })
    writeDraft(store, person, 'group', { at: AT, value: 2 })
  }
  store.setItem('tocsin-language', 'es')
  dropDraft(store, 'one', 'group')
  dropDrafts(store, 'one')
  expect(readDraft(store, 'one', 'notice')).toBeDefined()
  expect(readDraft(store, 'one', 'group')).toBeUndefined()
  expect(readDraft(store, 'two', 'notice')).toBeUndefined()
  dropDrafts(store)
  expect(readDraft(store, 'one', 'notice')).toBeUndefined()
  expect(store.getItem('tocsin-language')).toBe('es')
})

test('a draft that the browser has no room for is said not to be kept', () => {
  const store = makeStore(100)
  expect(writeDraft(store, 'one', 'notice', { at: AT, value: 'x'.repeat(200) })).toBe(false)
  store.setItem('tocsin-draft/one/notice', 'no JSON')
  expect(readDraft(store, 'one', 'notice')).toBeUndefined()
})
