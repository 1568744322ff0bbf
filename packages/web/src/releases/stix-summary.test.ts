import { expect, test } from 'vitest'
import { countTypes, titleOf } from './stix-summary.ts'

test('objects are counted by type, most first, and what is no object is counted too', () => {
  const objects = [{ type: 'note' }, { type: 'user-account' }, { type: 'note' }, null, { type: 7 }]
  expect(countTypes(objects)).toEqual([
    ['no type', 2],
    ['note', 2],
    ['user-account', 1],
  ])
})

test('an object is known by its name, its first line, or how often it was seen', () => {
  expect(titleOf({ type: 'identity', name: 'Platform A' })).toBe('Platform A')
  expect(titleOf({ type: 'note', content: 'First line\nsecond' })).toBe('First line')
  expect(titleOf({ type: 'observed-data', number_observed: 12 })).toBe('seen 12 times')
  const seen = { type: 'sighting', first_seen: '2026-10-01T10:00:00Z' }
  expect(titleOf({ ...seen, count: 1, last_seen: '2026-10-01T12:00:00Z' })).toBe(
    'seen 1 time, 2026-10-01',
  )
  expect(titleOf({ ...seen, count: 3, last_seen: '2026-10-04T12:00:00Z' })).toBe(
    'seen 3 times, 2026-10-01 to 2026-10-04',
  )
  expect(titleOf({ type: 'sighting' })).toBe('seen')
  expect(titleOf({ type: 'note', content: 'x'.repeat(500) })).toHaveLength(120)
  expect(titleOf(undefined)).toBe('')
})
