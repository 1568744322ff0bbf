import { expect, test } from 'vitest'
import { differenceOf } from './post-difference.ts'

test('beside the first post another shows what it has besides and what it lacks, and both posts whole', () => {
  const [first, other] = ['Polls close at noon today', 'Polls close at one today, friends']
  const pieces = differenceOf(first, other)
  const textOf = (kinds: string[]) =>
    pieces
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ text }) => text)
      .join('')
  expect(textOf(['same', 'gone'])).toBe(first)
  expect(textOf(['same', 'added'])).toBe(other)
  expect(pieces.filter(({ kind }) => kind === 'added').map(({ text }) => text)[0]).toBe('one')
  expect(differenceOf('', 'new')).toEqual([{ kind: 'added', text: 'new' }])
  expect(differenceOf('投票所は閉鎖', '投票所は変更').some(({ kind }) => kind === 'same')).toBe(
    true,
  )
})
