import { expect, test } from 'vitest'
import { sortRows } from './sort.ts'

const ROWS = [{ n: 10, s: 'b10' }, { s: 'B9' }, { n: 2, s: 'a' }]

test('numbers sort by size and words as people do, in either direction', () => {
  expect(sortRows(ROWS, (row) => row.s, false).map((row) => row.s)).toEqual(['a', 'B9', 'b10'])
  expect(sortRows(ROWS, (row) => row.s, true).map((row) => row.s)).toEqual(['b10', 'B9', 'a'])
})

test('rows without a value come last whichever way', () => {
  expect(sortRows(ROWS, (row) => row.n, false).map((row) => row.n)).toEqual([2, 10, undefined])
  expect(sortRows(ROWS, (row) => row.n, true).map((row) => row.n)).toEqual([10, 2, undefined])
})

test('without a key the given order stands', () => {
  expect(sortRows(ROWS, undefined, true)).toBe(ROWS)
})
