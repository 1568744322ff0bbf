import type { TargetState } from '@tocsin/api'
import { expect, test } from 'vitest'
import { nextStep } from './steps.ts'
import { chooseLanguage, toTextFor } from '../words/language.ts'
import { WORDS } from '../words/notice-words.ts'

test('an office is asked for told, then understood, then done, then nothing', () => {
  const next = (state: TargetState) => nextStep({ kind: 'notice', state, closed: false })
  expect(next('waiting')).toBe('told')
  expect(next('told')).toBe('understood')
  expect(next('understood')).toBe('acted')
  expect(next('acted')).toBeUndefined()
})

test('an office that is late can still answer; a closed notice asks nothing', () => {
  expect(nextStep({ kind: 'notice', state: 'overdue', closed: false })).toBe('told')
  expect(nextStep({ kind: 'notice', state: 'told', closed: true })).toBeUndefined()
})

test('a test of reachability asks for one press and no more', () => {
  const next = (state: TargetState) => nextStep({ kind: 'reachability', state, closed: false })
  expect([next('waiting'), next('overdue'), next('told')]).toEqual(['told', 'told', undefined])
})

test.each(['es', 'fr'] as const)(
  'every phrase exists in %s and differs from the English',
  (language) => {
    for (const [key, text] of Object.entries(WORDS.en)) {
      const other = WORDS[language][key as keyof typeof WORDS.en]
      expect(other.length).toBeGreaterThan(0)
      expect(other, key).not.toBe(text)
    }
  },
)

test('a reader gets the text in their language, else in the main one, whatever that is', () => {
  const notice = { texts: { fr: 'Bonjour', de: 'Guten Tag' }, mainLanguage: 'fr' }
  expect(toTextFor(notice, 'de')).toEqual({ text: 'Guten Tag', lang: 'de' })
  expect(toTextFor(notice, 'en')).toEqual({ text: 'Bonjour', lang: 'fr' })
})

test('a language of ours is chosen for a browser that prefers it', () => {
  expect(chooseLanguage(['es-MX', 'en'])).toBe('es')
  expect(chooseLanguage(['fr-CA', 'en'])).toBe('fr')
  expect(chooseLanguage(['en-US', 'es'])).toBe('en')
  expect(chooseLanguage([])).toBe('en')
})
