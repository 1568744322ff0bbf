import { FIRST_RUN_ITEMS, type FirstRunItem } from '@tocsin/api'
import { expect, test } from 'vitest'
import { describeFound, leftOf } from './first-run-words.ts'

const all = (state: FirstRunItem['state']): FirstRunItem[] =>
  FIRST_RUN_ITEMS.map((id) => ({ id, state, count: 0 }))

test('nothing is left once all is done or cannot be done here, and what is not known is', () => {
  expect(leftOf([...all('done'), ...all('cannot')])).toEqual([])
  expect(leftOf(all('unknown'))).toHaveLength(FIRST_RUN_ITEMS.length)
})

test('a time of the database server’s own archive is said and not called a backup', () => {
  const how = '2026-10-01T12:00:00.000Z'
  const said = describeFound({ id: 'backup', state: 'open', how })
  expect(said).toBe('The database server put a piece of its log away last at 2026-10-01 12:00 UTC.')
  expect(describeFound({ id: 'backup', state: 'unknown' })).toBe('The file could not be looked at.')
})
