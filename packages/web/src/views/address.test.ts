import { expect, test } from 'vitest'
import { toFilters, toText } from './address.ts'

test('the same filters are the same text in whatever order they were chosen', () => {
  const text = toText({ words: 'polls & noon', tab: 'new', run: undefined, party: '' })
  expect(text).toBe('tab=new&words=polls+%26+noon')
  expect(toText(toFilters(text))).toBe(text)
  expect(toFilters(text)).toEqual({ tab: 'new', words: 'polls & noon' })
})

test('what is no text is kept as what it is, and nothing is no filter', () => {
  expect(toFilters(toText({ onlyNew: true }))).toEqual({ onlyNew: true })
  expect(toText({})).toBe('')
  expect(toFilters('')).toEqual({})
})
