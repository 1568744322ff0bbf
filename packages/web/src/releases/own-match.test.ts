import { expect, test } from 'vitest'
import { openMatch } from './own-match.ts'

const ACCOUNTS = [
  { id: 'a', login: 'Sample_One', platform: 'x' },
  { id: 'b', login: 'sample_two', userId: '123456', platform: 'x' },
  { id: 'c', login: 'sample_two', platform: 'mastodon' },
]

function matched(...pieces: string[]) {
  const match = openMatch(ACCOUNTS)
  for (const piece of pieces) match.take(piece)
  return match.end()
}
const idsOf = (...pieces: string[]) => matched(...pieces).found.map(({ account }) => account.id)

test('accounts are found by name or id in any cell, with or without @, whatever their capitals', () => {
  expect(idsOf('id,name\n1,"@SAMPLE_ONE"\n')).toEqual(['a'])
  expect(idsOf('x;123456;y')).toEqual(['b'])
  expect(idsOf('sample_two\r\nsample_one\r\n')).toEqual(['b', 'c', 'a'])
})

test('part of a name is no name', () => {
  expect(idsOf('sample_on\nsample_two_more\nnot sample_one\n12345')).toEqual([])
})

test('a list that comes in pieces is the same list, wherever it is cut, and each line counts once', () => {
  const text = 'first\r\nsample_one\r\n\r\nlast,sample_two'
  const whole = matched(text)
  expect(whole).toMatchObject({ lines: 4, empty: 1 })
  for (let at = 0; at <= text.length; at++)
    expect(matched(text.slice(0, at), text.slice(at))).toEqual(whole)
  expect(whole.found[0]).toMatchObject({ line: 2, as: 'sample_one' })
})

test('an empty list has no line', () => {
  expect(matched('')).toEqual({ lines: 0, empty: 0, found: [] })
})
