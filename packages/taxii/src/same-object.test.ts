import { expect, test } from 'vitest'
import { isSameObject } from './same-object.ts'

const created = '2026-09-01T00:00:00.000Z'
const object = { type: 'campaign', created, modified: created, aliases: ['a', 'b'] }
const text = JSON.stringify(object, null, 2)

test.each([
  [
    'its properties stand in another order',
    Object.fromEntries(Object.entries(object).toReversed()),
  ],
  ['it leaves out that it was never modified', { ...object, modified: undefined }],
])('an object is the same where %s', (_case, other) => {
  expect(isSameObject(text, JSON.stringify(other))).toBe(true)
})

test.each([
  ['a list stands in another order', { ...object, aliases: ['b', 'a'] }],
  ['it was modified since', { ...object, modified: '2026-09-01T00:00:00.001Z' }],
  ['it says more', { ...object, name: 'Ballot' }],
])('an object is another where %s', (_case, other) => {
  expect(isSameObject(text, JSON.stringify(other))).toBe(false)
})
