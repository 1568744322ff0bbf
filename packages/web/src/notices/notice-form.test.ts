import type { NoticeDraft } from '@tocsin/api'
import { expect, test } from 'vitest'
import { describeGrade, EMPTY_TEXT, missingParts, trimText } from './notice-form.ts'

const TEXT = {
  subject: ' Subject ',
  what: 'What',
  howSure: 'Sure',
  actions: ['', 'Act', ' '],
  whoToCall: 'Desk',
}
const DRAFT: NoticeDraft = {
  kind: 'notice',
  tlp: 'green',
  texts: { en: trimText(TEXT) },
  targets: [{ jurisdiction: '39', role: 'chief-official' }],
  answerWithin: 60,
}

test('blank actions are left out and margins trimmed', () => {
  expect(trimText(TEXT)).toMatchObject({ subject: 'Subject', actions: ['Act'] })
})

test('a whole draft lacks nothing', () => {
  expect(missingParts(DRAFT)).toEqual([])
})

test('each missing part is named, in both languages', () => {
  const draft = {
    ...DRAFT,
    texts: { en: trimText(EMPTY_TEXT), es: trimText(EMPTY_TEXT) },
    targets: [],
    answerWithin: 0,
  }
  const words = 'the subject, what happened, how sure you are, one action, who to call'
  expect(missingParts(draft)).toEqual([
    `in English: ${words}`,
    `in Spanish: ${words}`,
    'at least one office',
    'the time to answer, 1 to 10,080 minutes',
  ])
})

test('grade 8 is plain enough, grade 11 is not', () => {
  expect(describeGrade(7.9).tone).toBe('good')
  expect(describeGrade(9).tone).toBe('warn')
  expect(describeGrade(11).tone).toBe('bad')
})

test('of a correction what is missing is called as its field is', () => {
  const draft = { ...DRAFT, texts: { en: { ...EMPTY_TEXT, subject: 'A', whoToCall: 'B' } } }
  expect(missingParts(draft, 'what is right')[0]).toContain('what is right, how sure you are')
})
