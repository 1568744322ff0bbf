import type { MessageReview, ReleaseDraft } from '@tocsin/api'
import { expect, test } from 'vitest'
import { isChangeable, ownNotes, withWords } from './own-notes.ts'

const AT = '2026-10-01T10:00:00.000Z'
const note = (id: string, content: string) => ({ type: 'note', id, content, modified: AT })
const objects = [note('note--1', 'Twelve pages'), note('note--2', 'Of another'), { type: 'tool' }]

test('only notes of the author are put otherwise, and what is changed is a later version of itself', () => {
  const draft = { objects, composed: { asGiven: ['note--2'] } } as unknown as ReleaseDraft
  expect(ownNotes(draft).map(({ id }) => id)).toEqual(['note--1'])
  const words = new Map([['note--1', 'Eleven pages ']])
  expect(withWords(objects, words, new Date(AT))).toEqual([
    { ...objects[0], content: 'Eleven pages', modified: '2026-10-01T10:00:00.001Z' },
    objects[1],
    objects[2],
  ])
  expect(withWords(objects, new Map([['note--1', 'Twelve pages']]), new Date())).toEqual(objects)
})

test('a message is changed by its author alone, until it was approved', () => {
  const review = (state: string, type = 'advisory') =>
    ({ summary: { state, type, author: { id: 'me' } } }) as MessageReview
  expect(
    ['submitted', 'returned', 'timed-out', 'withdrawn', 'approved'].map((state) =>
      isChangeable(review(state), 'me'),
    ),
  ).toEqual([true, true, true, true, false])
  expect(isChangeable(review('returned'), 'other')).toBe(false)
  expect(isChangeable(review('returned', 'tear-line'), 'me')).toBe(false)
})
