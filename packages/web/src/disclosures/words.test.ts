import { expect, test } from 'vitest'
import { countWords, partWords, untilWords } from './words.ts'

test.each([
  [90_061_000, '1 d 1 h'],
  [3_660_000, '1 h 1 min'],
  [61_000, '1 min 1 s'],
  [1, '0 min 1 s'],
  [-5, '0 min 0 s'],
])('the time until an instant is said in two units: %d ms', (ms, words) => {
  expect(untilWords(ms)).toBe(words)
})

test('of another member’s part nothing is said but whether it is there', () => {
  const member = { id: 'a', name: 'A', kind: 'platform' as const }
  const of = (more: object) => partWords({ member, standing: 'agreed', ...more })
  expect([of({}), of({ handedIn: true }), of({ handedIn: false })]).toEqual([
    '–',
    'handed in',
    'not yet',
  ])
  expect([of({ version: 1, missing: true }), of({ version: 1, missing: false })]).toEqual([
    'missing',
    'open',
  ])
})

test('a count that is not given says so in its place', () => {
  expect([countWords({ count: 12_000 }), countWords({ fewerThan: 5 })]).toEqual([
    '12,000',
    'fewer than 5',
  ])
})
