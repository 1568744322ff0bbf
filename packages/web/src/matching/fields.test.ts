import { expect, test } from 'vitest'
import { blankFields, endOfDay, fit, needsPlatform, sizesFor } from './fields.ts'

const { terms } = blankFields(Date.parse('2026-10-01T12:00:00.000Z'))

test('a form begins with terms that fit together and end on a day', () => {
  expect(fit(terms)).toEqual(terms)
  expect(endOfDay(terms.until)).toBe('2026-12-30T23:59:59.000Z')
  expect(sizesFor('bulk')).toContain(terms.holderSize)
})

test('a count alone is learnt in the bulk lane, in one round an epoch', () => {
  const counted = fit({ ...terms, lane: 'look-up', learns: 'count', rounds: 8 })
  expect([counted.lane, counted.rounds]).toEqual(['bulk', 1])
})

test('look-ups are for lists of at most 131,072', () => {
  expect(sizesFor('look-up').at(-1)).toBe(131_072)
  expect(fit({ ...terms, lane: 'look-up', holderSize: 1 << 20 }).holderSize).toBe(131_072)
  expect(sizesFor('bulk').at(-1)).toBe(1 << 24)
})

test('handles and account numbers mean something on one platform alone', () => {
  expect([needsPlatform(['domain']), needsPlatform(['ipv4', 'handle'])]).toEqual([false, true])
})
