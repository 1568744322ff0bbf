import { expect, test } from 'vitest'
import { drillClock } from './clock.ts'

const START = new Date('2026-10-26T12:00:00.000Z')

test('runs at its speed while playing and stands while paused', () => {
  let wall = 0
  const clock = drillClock(START, 60, () => wall)
  wall = 1000
  expect(clock.now()).toEqual(START)
  clock.resume()
  wall = 3000
  expect(clock.now().toISOString()).toBe('2026-10-26T12:02:00.000Z')
  clock.pause()
  wall = 9000
  expect(clock.now().toISOString()).toBe('2026-10-26T12:02:00.000Z')
})

test('changing speed does not move the present, and a leap only goes forward', () => {
  let wall = 0
  const clock = drillClock(START, 60, () => wall)
  clock.resume()
  wall = 1000
  clock.setSpeed(3600)
  expect(clock.now().toISOString()).toBe('2026-10-26T12:01:00.000Z')
  clock.leapTo(new Date('2026-10-27T00:00:00.000Z'))
  clock.leapTo(START)
  expect(clock.now().toISOString()).toBe('2026-10-27T00:00:00.000Z')
})
