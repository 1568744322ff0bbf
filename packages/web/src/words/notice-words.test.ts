import { expect, test } from 'vitest'
import { LANGUAGES } from './language.ts'
import { WORDS } from './notice-words.ts'

test('of a time that has passed it is said in each language whose turn it is, for whether they were asked is not known', () => {
  const turn = { en: /the turn of/, es: /le toca al/, fr: /au tour du/ }
  for (const language of LANGUAGES) {
    expect(WORDS[language].late).toMatch(turn[language])
    expect(WORDS[language].late).not.toMatch(/is asked|se pregunta|sollicité/)
  }
})

test('of an answered test it is said in each language that this mail arrived, not that others will', () => {
  const arrived = { en: 'this reached your', es: 'esto llegó a su', fr: 'ceci est arrivé à votre' }
  for (const language of LANGUAGES) expect(WORDS[language].afterTest).toContain(arrived[language])
})
