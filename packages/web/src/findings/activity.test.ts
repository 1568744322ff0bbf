import { expect, test } from 'vitest'
import {
  missingRoles,
  possibleTraces,
  readFindingsFile,
  timingName,
  toSize,
  withColumn,
} from './activity.ts'

test('a run needs an account and a time, and says which is missing', () => {
  expect(missingRoles({})).toEqual(['Account', 'Time of the post'])
  expect(missingRoles({ account: 'user' })).toEqual(['Time of the post'])
  expect(missingRoles({ account: 'user', time: 'at' })).toEqual([])
})

test('only traces that the mapped columns allow are offered', () => {
  expect(possibleTraces({ links: 'urls' }).map(({ trace }) => trace)).toEqual(['link'])
  expect(possibleTraces({ text: 'body' }).map(({ trace }) => trace)).toEqual([
    'hashtag',
    'hashtag-sequence',
    'link',
    'text',
  ])
})

test('a run without a window is said to be at all time scales, and one with a window within it', () => {
  expect(timingName(undefined)).toBe('all time scales')
  expect(timingName(60)).toBe('within 1 min')
  expect(timingName(null)).toBe('at any distance in time')
})

test('a role can be mapped, changed and cleared', () => {
  expect(withColumn({ text: 'a' }, 'text', 'b')).toEqual({ text: 'b' })
  expect(withColumn({ text: 'a' }, 'text', '')).toEqual({})
})

test('a findings file is taken as the detector writes it, and anything else is explained', () => {
  expect(readFindingsFile('{"version":1,"findings":[{}]}')).toHaveLength(1)
  expect(() => readFindingsFile('a,b')).toThrow(/no JSON/)
  expect(() => readFindingsFile('{"a":1}')).toThrow(/no list of findings/)
  expect(() => readFindingsFile('null')).toThrow(/no list of findings/)
  expect(() => readFindingsFile('[]')).toThrow(/empty/)
})

test('sizes are given in the largest unit that fits', () => {
  expect([toSize(12), toSize(1500), toSize(2_500_000)]).toEqual(['12 B', '1.5 kB', '2.5 MB'])
})
