import { expect, test } from 'vitest'
import { watchClock } from './clock-watch.ts'

const START = Date.parse('2026-11-03T07:00:00.000Z')

function watched() {
  const at = { clock: START, elapsed: 0 }
  const watch = watchClock(
    () => at.clock,
    () => at.elapsed,
  )
  return { at, watch }
}

test('a clock that leaps is told of for a day, one that goes is not', () => {
  const { at, watch } = watched()
  at.clock += 10_000
  at.elapsed += 10_000
  watch.look()
  expect(watch.doubts()).toEqual([])
  at.clock += 3 * 86_400_000
  watch.look()
  expect(watch.doubts()).toEqual(['the clock of this server leapt forward by 3 days'])
  at.elapsed += 86_400_001
  expect(watch.doubts()).toEqual([])
})

test('acts recorded out of their order, or ahead of the clock, are told of', () => {
  const { watch } = watched()
  const now = new Date(START)
  watch.saw(['2026-11-03T07:00:00.000Z', '2026-11-03T06:59:30.000Z'], now)
  expect(watch.doubts()).toEqual([])
  watch.saw(['2026-11-03T04:00:00.000Z'], now)
  watch.saw(['2026-11-03T07:05:00.000Z'], now)
  expect(watch.doubts()).toEqual([
    expect.stringContaining('3 hours before one recorded earlier'),
    expect.stringContaining('5 minutes ahead of the clock'),
  ])
})
