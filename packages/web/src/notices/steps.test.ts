import type { TargetState } from '@tocsin/api'
import { expect, test } from 'vitest'
import { nextStep } from './steps.ts'
import { chooseLanguage } from '../words/language.ts'
import { WORDS } from '../words/notice-words.ts'

test('an office is asked for told, then understood, then done, then nothing', () => {
  const next = (state: TargetState) => nextStep({ state, closed: false })
  expect(next('waiting')).toBe('told')
  expect(next('told')).toBe('understood')
  expect(next('understood')).toBe('acted')
  expect(next('acted')).toBeUndefined()
})

test('an office that is late can still answer; a closed notice asks nothing', () => {
  expect(nextStep({ state: 'overdue', closed: false })).toBe('told')
  expect(nextStep({ state: 'told', closed: true })).toBeUndefined()
})

test('every phrase exists in both languages and differs', () => {
  for (const [key, text] of Object.entries(WORDS.en)) {
    const spanish = WORDS.es[key as keyof typeof WORDS.en]
    expect(spanish.length).toBeGreaterThan(0)
    expect(spanish, key).not.toBe(text)
  }
})

test('Spanish is chosen for a browser that prefers it', () => {
  expect(chooseLanguage(['es-MX', 'en'])).toBe('es')
  expect(chooseLanguage(['en-US', 'es'])).toBe('en')
  expect(chooseLanguage([])).toBe('en')
})
