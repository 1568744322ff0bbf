import { expect, test } from 'vitest'
import { unansweredWords } from './recall-words.ts'

test('of a member that did not answer a recall it is said what is known, not that it holds the release', () => {
  expect(unansweredWords({})).toBe('Was given it, has not read it here; no answer')
  expect(unansweredWords({ readWithheld: true })).toBe('Was given it; no answer')
  expect(unansweredWords({ readAt: '2026-10-20T05:36:00.000Z' })).toBe('Has read it; no answer')
})
