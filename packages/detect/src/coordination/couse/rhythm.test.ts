import { expect, test } from 'vitest'
import { createRandom } from '../../random/random.ts'
import { measureRhythm } from './rhythm.ts'

const HOUR = 3600

function rhythmOf(times: readonly number[], text?: (post: number) => string): number {
  const account = new Int32Array(times.length)
  return measureRhythm({ account, at: Float64Array.from(times), text }, 1)[0]!
}

test('an account that posts at any minute has no rhythm, and one that posts by a timetable or in bulk has', () => {
  const random = createRandom('rhythm')
  const whenever = Array.from({ length: 300 }, () => Math.floor(random.float() * 1000 * HOUR))
  const byTimetable = Array.from({ length: 300 }, (_, k) => k * HOUR + 30 * 60 + (k % 3))
  const inBulk = Array.from({ length: 300 }, (_, k) => whenever[Math.floor(k / 30)]! + (k % 30))
  expect(rhythmOf(whenever)).toBeLessThan(2)
  expect(rhythmOf(byTimetable)).toBeGreaterThan(20)
  expect(rhythmOf(inBulk)).toBeGreaterThan(20)
})

test('minutes before 1970 are minutes too', () => {
  expect(rhythmOf([-30, -31, -3600 - 30])).toBe(rhythmOf([3570, 3569, -30 + 10 * HOUR]))
})

test('what an export holds twice counts once, and different words at one time each for themselves', () => {
  const doubled = Array.from({ length: 40 }, (_, k) => Math.floor(k / 2) * 3 * 60)
  const once = doubled.filter((_, k) => k % 2 === 0)
  expect(rhythmOf(doubled, (post) => `words ${Math.floor(post / 2)}`)).toBe(rhythmOf(once))
  expect(rhythmOf(doubled, (post) => `words ${post}`)).toBeGreaterThan(rhythmOf(once))
})

test('each account has its own rhythm, and one without posts none', () => {
  const account = Int32Array.from([2, 0, 2, 0, 2, 2])
  const at = Float64Array.from([60, 0, 60, 600, 60, 60])
  const [first, second, third] = measureRhythm({ account, at }, 3)
  expect([first, second]).toEqual([0, 0])
  expect(third).toBeGreaterThan(10)
})
