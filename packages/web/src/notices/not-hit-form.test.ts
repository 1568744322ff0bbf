import { expect, test } from 'vitest'
import { EMPTY_FORM } from './notice-form.ts'
import { toNotHitDraft, type NotHitForm } from './not-hit-form.ts'

const FORM: NotHitForm = { form: EMPTY_FORM, knownAt: '', hasClock: false, kinds: [], without: [] }
const AROUND = {
  languages: ['en'],
  sentAt: '2026-10-05T12:00:30.000Z',
  now: '2026-10-05T13:00:00.000Z',
}

test('what is known is known up to now where no time is said, and never before the notice went out', () => {
  expect(toNotHitDraft(FORM, AROUND).knownAt).toBe(AROUND.now)
  const stale = { ...AROUND, now: '2026-10-05T11:59:00.000Z' }
  expect(toNotHitDraft(FORM, stale).knownAt).toBe(AROUND.sentAt)
})

test('a time within the minute of the notice is that of the notice, since the field knows no seconds', () => {
  const field = new Date('2026-10-05T12:00:00.000Z')
  const knownAt = new Date(field.getTime() - field.getTimezoneOffset() * 60_000)
    .toISOString()
    .slice(0, 16)
  expect(toNotHitDraft({ ...FORM, knownAt }, AROUND).knownAt).toBe(AROUND.sentAt)
})

test('a clock runs only where it is wanted', () => {
  expect(toNotHitDraft(FORM, AROUND)).not.toHaveProperty('answerWithin')
  expect(toNotHitDraft({ ...FORM, hasClock: true }, AROUND)).toMatchObject({ answerWithin: 120 })
})
