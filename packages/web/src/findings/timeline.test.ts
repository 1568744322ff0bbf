import { expect, test } from 'vitest'
import { describeTimeline, toTicks } from './timeline.ts'

const at = (...parts: [number, number, number, number]) => new Date(...parts).getTime() / 1000

test('a tick names its time, and the first of each day its date too', () => {
  const ticks = [at(2026, 9, 25, 12), at(2026, 9, 25, 18), at(2026, 9, 26, 0), at(2026, 9, 26, 6)]
  expect(toTicks(ticks)).toEqual(['12:00\n25 Oct', '18:00', '00:00\n26 Oct', '06:00'])
  expect(toTicks([])).toEqual([])
})

test('a time line says in words how many posts were in step and when most of them', () => {
  const from = '2026-10-25T12:00:00.000Z'
  const words = describeTimeline({ from, binSeconds: 600, counts: [1, 4, 0] })
  expect(words).toMatch(/^5 posts in step; most of them \(4\) in the 10 min from /)
  const long = Array.from({ length: 300_000 }, (_, bin) => (bin === 7 ? 2 : 0))
  expect(describeTimeline({ from, binSeconds: 60, counts: long })).toMatch(/^2 posts in step/)
  expect(describeTimeline({ from, binSeconds: 600, counts: [0, 0] })).toBe('No post was in step.')
})
