import type { NoticeText } from '@tocsin/api'
import { expect, test } from 'vitest'
import { partyWordsIn } from './party-words.ts'

const text = (what: string): NoticeText => ({
  subject: 'S',
  what,
  howSure: 'H',
  actions: ['A'],
  whoToCall: 'Desk',
})

test.each([
  ['Mails threaten Democratic voters and Republican officials.', ['Democratic', 'Republican']],
  ['A far-right group, and a left wing one.', ['far-right', 'left wing']],
  ['Los republicanos del condado no; un grupo izquierdista sí.', ['republicanos', 'izquierdista']],
  ['Le parti des Républicains et l’extrême droite.', ['Républicains', 'extrême droite']],
])('words that name a party or camp are found: %s', (what, words) => {
  expect(partyWordsIn({ en: text(what) })).toEqual(words)
})

test.each([
  'The vote is a democratic right. Turn right at the hall; two desks are left.',
  'Voters of one party got mails. Say nothing of which one.',
])('words that only look like one are not: %s', (what) => {
  expect(partyWordsIn({ en: text(what) })).toEqual([])
})

test('a word is told once, wherever in the notice and in whatever language it stands', () => {
  const one = { ...text('Democrats'), actions: ['Tell Democrats'], context: 'DEMOCRATS' }
  expect(partyWordsIn({ en: one, es: text('Los demócratas') })).toEqual(['Democrats', 'demócratas'])
})
