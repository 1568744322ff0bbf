import type { ComposedItem, ComposedReading } from '@tocsin/api'
import { expect, test } from 'vitest'
import {
  EMPTY,
  missingParts,
  withChanged,
  without,
  withPlatform,
  withReading,
} from './composition.ts'

const account = (row: number, value: string, platform?: string): ComposedItem => ({
  row,
  kind: 'account',
  value,
  ...(platform ? { platform } : {}),
})
const reading = (items: ComposedItem[], more: Partial<ComposedReading> = {}): ComposedReading => ({
  format: 'text',
  rows: items.length,
  items,
  unread: [],
  duplicates: [],
  said: [],
  words: '',
  remarks: [],
  ...more,
})

test('a hash that stood there alone is known better by the file it is of, and it stays one thing', () => {
  const bare: ComposedItem = { row: 1, kind: 'hash', algorithm: 'SHA-256', value: 'ab'.repeat(32) }
  const file = { ...bare, media: { mimeType: 'image/png', bytes: 9 } }
  const first = withReading(EMPTY, reading([bare])).next
  const { next, repeated } = withReading(first, reading([file]))
  expect([next.items, repeated]).toEqual([[file], 1])
  expect(withReading(next, reading([bare])).next.items).toEqual([file])
})

test('a second list adds to the first; what stood there before is counted, and rows not read stay', () => {
  const first = withReading(
    EMPTY,
    reading([account(1, 'one'), account(2, 'two')], { words: 'First.' }),
  ).next
  const unread = [{ row: 3, text: 'x', reason: 'no' }]
  const { next, repeated } = withReading(
    first,
    reading([account(1, 'ONE'), account(2, 'three')], { words: 'Second.', unread }),
  )
  expect(next.items.map(({ value }) => value)).toEqual(['one', 'two', 'three'])
  expect(next).toMatchObject({ words: 'First.\n\nSecond.', unread })
  expect(repeated).toBe(1)
})

test('a platform is set for many accounts at once; those that thereby are the same become one, and that is told', () => {
  const now = withReading(
    EMPTY,
    reading([account(1, 'one'), account(2, 'one', 'twitter'), account(3, 'two')]),
  ).next
  const { next, merged } = withPlatform(now, new Set(['account  one', 'account  two']), 'twitter')
  expect(next.items).toEqual([account(1, 'one', 'twitter'), account(3, 'two', 'twitter')])
  expect(merged).toBe(1)
})

test('what is missing is named: something to share, platforms, and what it is about', () => {
  expect(missingParts(EMPTY)).toEqual(['something to share', 'what it is about'])
  const now = withReading({ ...EMPTY, title: 'A' }, reading([account(1, 'one')])).next
  expect(missingParts(now)).toEqual(['the platform of 1 account'])
  expect(missingParts(withPlatform(now, new Set(['account  one']), 'reddit').next)).toEqual([])
})

test('a row is changed in its place or removed', () => {
  const now = withReading(
    EMPTY,
    reading([account(1, 'one', 'reddit'), account(2, 'two', 'reddit')]),
  ).next
  const changed = withChanged(now, 'account reddit one', account(1, 'three', 'reddit'))
  expect(changed.items.map(({ value }) => value)).toEqual(['three', 'two'])
  expect(withChanged(now, 'account reddit one', account(1, 'two', 'reddit')).items).toHaveLength(1)
  expect(without(now, new Set(['account reddit two'])).items).toHaveLength(1)
})

test('parts that headings propose fill what is empty, and a second attribution goes to the words of the facts', () => {
  const claim = { actor: 'Group Nine', basis: 'One certificate.' }
  const read = { ...reading([]), parts: { attribution: claim, advice: 'Look twice.', rows: [1] } }
  const first = withReading(EMPTY, read)
  expect(first.next).toMatchObject({ words: '', attribution: claim, advice: 'Look twice.' })
  expect(first.isSecondClaim).toBe(false)
  const second = withReading(first.next, read)
  expect(second.isSecondClaim).toBe(true)
  expect(second.next).toMatchObject({
    words: 'Attribution: Group Nine\nOne certificate.',
    attribution: claim,
    advice: 'Look twice.\n\nLook twice.',
  })
})
