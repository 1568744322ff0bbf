import type { Election } from '@tocsin/api'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../words/language.ts'
import { comingElections, daysWords, moreWords } from './words.ts'

test('the days left are said in words, also on the day and after it', () => {
  expect([33, 1, 0, -1, -40].map((days) => daysWords(days))).toEqual([
    'in 33 days',
    'in 1 day',
    'today',
    '1 day ago',
    '40 days ago',
  ])
  expect([2, 1, 0, -3].map((days) => daysWords(days, 'es'))).toEqual([
    'dentro de 2 días',
    'dentro de 1 día',
    'hoy',
    'hace 3 días',
  ])
  expect([2, 1, 0, -3].map((days) => daysWords(days, 'fr'))).toEqual([
    'dans 2 jours',
    'dans 1 jour',
    'aujourd’hui',
    'il y a 3 jours',
  ])
})

test('that more elections come than are listed is said in each language', () => {
  expect(LANGUAGES.map((language) => moreWords(2, language))).toEqual([
    'and 2 more',
    'y 2 más',
    'et 2 de plus',
  ])
})

test('elections that are over, or held elsewhere, do not come', () => {
  const election = (name: string, daysLeft: number, place: string) =>
    ({ name, daysLeft, places: [place] }) as Election
  const all = [election('past', -1, '12'), election('here', 0, '12'), election('there', 5, '13')]
  expect(comingElections(all).map((one) => one.name)).toEqual(['here', 'there'])
  expect(comingElections(all, [['US', '12', '12095']]).map((one) => one.name)).toEqual(['here'])
})
