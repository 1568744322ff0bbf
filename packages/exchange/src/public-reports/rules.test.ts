import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { answerBy, isWorkFor, maskPeople, WORK_BITS } from './rules.ts'

test('a threat is answered within four hours, all else within a day', () => {
  const at = new Date('2026-10-01T12:00:00.000Z')
  expect(answerBy('threat', at).toISOString()).toBe('2026-10-01T16:00:00.000Z')
  expect(answerBy('hoax', at).toISOString()).toBe('2026-10-02T12:00:00.000Z')
})

test('work is what hashes to enough zeros with its own challenge, and nothing else', () => {
  const isWork = (answer: number) =>
    createHash('sha256').update(`a challenge:${answer}`).digest().readUInt32BE(0) <
    2 ** (32 - WORK_BITS)
  const answer = Array.from({ length: 2 ** (WORK_BITS + 5) }, (_, n) => n).find(isWork)!
  expect(isWorkFor('a challenge', String(answer))).toBe(true)
  expect(isWorkFor('another challenge', String(answer))).toBe(false)
  expect(isWorkFor('a challenge', String(answer + 1))).toBe(isWork(answer + 1))
})

test('people are masked, and what happened stays readable', () => {
  const { text, masked } = maskPeople(
    'Call 555-201-0199 or write to neighbour@home.example; the site says the vote is on Wednesday.',
  )
  expect(text).toBe(
    'Call [phone number] or write to [mail address]; the site says the vote is on Wednesday.',
  )
  expect(masked).toBe(2)
})
