import type { Election } from '@tocsin/api'
import { expect, test } from 'vitest'
import { comingElections, daysWords, dayWords } from './words.ts'

test('the days left are said in words, also on the day and after it', () => {
  expect([33, 1, 0, -1, -40].map((days) => daysWords(days))).toEqual([
    'in 33 days',
    'in 1 day',
    'today',
    '1 day ago',
    '40 days ago',
  ])
  expect(daysWords(2, 'es')).toBe('en 2 días')
  expect(daysWords(2, 'fr')).toBe('dans 2 jours')
})

test('a day is the same day wherever it is read', () => {
  expect(dayWords('2026-11-03')).toBe('Nov 3, 2026')
})

test('elections that are over, or held elsewhere, do not come', () => {
  const election = (name: string, daysLeft: number, place: string) =>
    ({ name, daysLeft, places: [place] }) as Election
  const all = [election('past', -1, '12'), election('here', 0, '12'), election('there', 5, '13')]
  expect(comingElections(all).map((one) => one.name)).toEqual(['here', 'there'])
  expect(comingElections(all, [['US', '12', '12095']]).map((one) => one.name)).toEqual(['here'])
})
