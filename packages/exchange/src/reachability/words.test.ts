import { expect, test } from 'vitest'
import { gradeLevel } from '../notices/readability.ts'
import { testTexts } from './words.ts'

test('a test says in plain words and in each language of the country that nothing has happened', () => {
  const facts = { election: 'General election', date: '2026-11-03', daysLeft: 33, reminder: false }
  const texts = testTexts(['en', 'es', 'fr'], facts, 'Desk')
  expect(Object.keys(texts)).toEqual(['en', 'es', 'fr'])
  expect(texts.en!.what).toBe(
    'Nothing has happened. This is a test of whether we reach you before General election on November 3, 2026 (33 days from now).',
  )
  expect(texts.fr!.what).toContain('le 3 novembre 2026 (dans 33 jours)')
  const { what, howSure, actions } = texts.en!
  expect(gradeLevel([what, howSure, ...actions].join('\n'))).toBeLessThanOrEqual(8)
  expect(() => testTexts(['de'], facts, 'Desk')).toThrow(/no words in de/)
})

test('a reminder says in each language that offices were asked, for it may be the first mail to this one', () => {
  const facts = { election: 'General election', date: '2026-11-03', daysLeft: 33, reminder: true }
  const texts = testTexts(['en', 'es', 'fr'], facts, 'Desk')
  expect(texts.en!.what).toContain('We asked the offices of this election before')
  expect(texts.es!.what).toContain('Ya preguntamos a las oficinas de esta elección')
  expect(texts.fr!.what).toContain('Nous avons déjà interrogé les bureaux de cette élection')
})
