import { expect, test } from 'vitest'
import { manualClock } from '../clock.ts'
import { watchClock } from './clock-watch.ts'

const START = new Date('2026-10-01T12:00:00.000Z')
const MINUTE = 60_000

function setUp(before?: Date) {
  const clock = manualClock(START)
  let steady = 0
  const watch = watchClock(clock.now, () => steady, before)
  const pass = (ms: number) => {
    steady += ms
    clock.advance(ms)
  }
  return { clock, watch, pass }
}

test('time that passes is no leap, and deadlines do not wait', () => {
  const { watch, pass } = setUp(new Date(START.getTime() - MINUTE))
  for (let minute = 0; minute < 60; minute++) {
    pass(MINUTE)
    expect(watch.look()).toBeUndefined()
  }
  expect(watch.waits()).toBe(false)
})

test('a clock that leaps three days is told once, and deadlines wait a quarter of an hour', () => {
  const { clock, watch, pass } = setUp()
  clock.advance(72 * 60 * MINUTE)
  expect(watch.look()).toEqual({
    kind: 'clock.leapt',
    from: START,
    to: new Date('2026-10-04T12:00:00.000Z'),
    until: new Date('2026-10-04T12:15:00.000Z'),
  })
  expect(watch.waits()).toBe(true)
  pass(14 * MINUTE)
  expect(watch.look()).toBeUndefined()
  expect(watch.waits()).toBe(true)
  pass(MINUTE)
  expect(watch.waits()).toBe(false)
})

test('a clock that is set back is told as well', () => {
  const { clock, watch } = setUp()
  clock.advance(-60 * MINUTE)
  expect(watch.look()?.to).toEqual(new Date('2026-10-01T11:00:00.000Z'))
})

test('after a standstill deadlines wait from the first, and it is told', () => {
  const { watch } = setUp(new Date(START.getTime() - 24 * 60 * MINUTE))
  expect(watch.waits()).toBe(true)
  expect(watch.look()).toMatchObject({ kind: 'exchange.stood-still', to: START })
})
